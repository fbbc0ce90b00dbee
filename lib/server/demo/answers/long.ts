import type { TierScripts } from "./script";

export const longScripts: TierScripts = {
  "glm-4.6": {
    text: `# From URL to pixels

## 1. Finding the server
You type \`https://example.com/page\`. The browser splits it into scheme, host and path, and asks DNS for the host's IP address. Answers are cached by the browser, the operating system and the resolver, so this usually takes a few milliseconds or none.

## 2. Connecting
The browser opens a TCP connection (one round trip) and negotiates TLS (one more). With HTTP/3 both happen together over QUIC. Now the line is encrypted and the server has proved who it is.

## 3. Asking
It sends \`GET /page\` with headers: accepted languages, cookies, caches it holds. The server replies with a status, headers and a stream of HTML. The browser doesn't wait for the end; it starts to work on the first bytes.

## 4. Building the trees
- **HTML → DOM.** The parser turns tags into a tree.
- **CSS → CSSOM.** Style sheets become a second tree. CSS blocks rendering, because painting unstyled content and painting it again would be ugly and slow.
- **JavaScript** may change both, so a plain \`<script>\` stops the parser. \`defer\` and \`async\` avoid that.

## 5. Layout
DOM and CSSOM combine into a render tree of visible boxes. Layout gives each box a size and a position.

## 6. Paint and composite
The boxes become drawing commands, are painted into layers, and the GPU puts the layers together. That is the **first paint**.

## What to remember
1. Round trips cost more than bytes.
2. CSS and synchronous scripts block rendering.
3. Changing geometry is expensive, changing \`transform\` or \`opacity\` is cheap.`,
  },
  "glm-4.7": {
    reasoning: `The reader is a developer, but new to the web. They ask for thorough, with headings, from name look-up to first paint.

Plan: a one-paragraph overview, then the steps in order: parse the URL, DNS, connection and TLS, request and response, parsing (DOM, CSSOM, scripts, preload scanner), style, layout, paint, composite. For each one: what happens, what it costs, what the developer can do about it. A table at the end that maps steps to things they can measure. Avoid jargon without explanation.

I should mention that the steps overlap, because newcomers imagine a strict sequence. And the cost model: round trips at first, then main-thread work.

Keep sentences short. Finish with three rules they can use tomorrow.`,
    text: `# How a browser turns a URL into pixels

In one sentence: the browser finds a machine, opens a safe line to it, asks for a document, and while that document is still arriving builds a picture of it. The steps below *overlap*; they are told one after another only because text is.

## 1. Reading the address
\`https://shop.example/cart?item=7\` has a **scheme** (how to talk), a **host** (to whom) and a **path with query** (about what). Before any network traffic the browser checks whether a service worker or its HTTP cache can answer by itself. The fastest request is the one that is never sent.

## 2. The name look-up
Computers route by number, so \`shop.example\` must become an IP address. The browser asks its own cache, then the operating system, then a DNS resolver, which may walk from the root servers to \`.example\` to the shop's own name server. Cached: about 0 ms. Cold: 20 to 120 ms.

> **You can help:** \`<link rel="preconnect">\` starts this early for hosts you will need.

## 3. A connection that can be trusted
1. **TCP** shakes hands: one round trip.
2. **TLS 1.3** agrees on keys and checks the certificate: one more.
3. **HTTP/3** folds both into one by using QUIC over UDP.

A round trip is distance, not bandwidth. Lisbon to Sydney and back takes about 300 ms, however fat the line is.

## 4. Request and response
The browser sends a method, a path and headers. The server sends a status, headers and a body:

\`\`\`http
HTTP/2 200
content-type: text/html; charset=utf-8
cache-control: max-age=60
content-encoding: br
\`\`\`

Bodies are **streamed**. The first kilobytes of HTML are parsed while the rest is on its way.

## 5. From text to trees
- **DOM.** The HTML parser turns tags into a tree of nodes, forgiving almost every mistake.
- **CSSOM.** Style sheets become a tree of rules. Rendering waits for them, since a page painted without styles would jump a moment later.
- **Scripts.** A plain \`<script>\` stops the parser, because it may write into the document. \`defer\` runs it after parsing, in order; \`async\` runs it whenever it arrives.
- **Preload scanner.** While the parser is stopped, a second, simple one runs ahead and starts downloads it can see. That is why an image in the HTML loads earlier than the same image set by a script.

## 6. Style and layout
For every visible node the browser decides which rules win (**the cascade**) and computes final values. **Layout** then answers: how big is each box, and where is it? It works from the outside in, because a child's width often depends on its parent's. Changing a width later can repeat this for half of the page.

## 7. Paint, raster, composite
1. **Paint** writes a list of drawing commands: this background, that glyph, this border.
2. **Raster** executes them into tiles of pixels, mostly on the GPU.
3. **Composite** stacks the layers and hands a frame to the screen, ideally 60 times a second or more.

The first frame with anything of yours in it is the **first contentful paint**.

## Where the time goes

| Step | Typical cost | What you control |
| --- | --- | --- |
| DNS, TCP, TLS | 2 to 4 round trips | CDN, preconnect, HTTP/3 |
| Server think time | 20 to 500 ms | caching, streaming the head early |
| CSS | one round trip per sheet | inline what the first view needs |
| Scripts | download **and** main-thread time | ship less, \`defer\` |
| Layout and paint | 1 to 50 ms | smaller DOM, no layout in loops |

## Three rules to keep
1. **Fewer round trips** beat fewer bytes at the start of a page.
2. **Anything the first view needs should be in the HTML**, where the preload scanner finds it.
3. **Animate \`transform\` and \`opacity\`**: they skip layout and paint and only touch the compositor.`,
  },
  "glm-4.7-flash": {
    text: `## From URL to pixels

1. **DNS**: the host name becomes an IP address.
2. **Connection**: TCP and TLS set up an encrypted line (QUIC does both at once).
3. **Request**: the browser sends \`GET\`, and the server streams back HTML.
4. **Parsing**: HTML becomes the DOM, CSS becomes the CSSOM. Plain scripts stop the parser; \`defer\` doesn't.
5. **Layout**: every visible box gets a size and a position.
6. **Paint and composite**: boxes are drawn into layers, and the GPU combines them. You see the first paint.

**Rule of thumb:** CSS and synchronous scripts block rendering, so keep them small and load the rest later.`,
  },
};
