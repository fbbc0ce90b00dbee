import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { AnswerMarkdown } from "./answer-markdown";

const render = (markdown: string, streaming = false) =>
  renderToStaticMarkup(<AnswerMarkdown streaming={streaming}>{markdown}</AnswerMarkdown>);

describe("a model's answer", () => {
  it.each([
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<svg/onload=alert(1)>",
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<style>body{display:none}</style>",
    '<a href="javascript:alert(1)">x</a>',
    '<form action="https://evil.example"><input name=q></form>',
  ])("shows HTML as text: %s", (html) => {
    for (const streaming of [false, true]) {
      const shown = render(`before\n\n${html}\n\nand ${html} inline`, streaming);
      expect(shown).not.toMatch(/<(script|img|svg|iframe|style|form|input)[\s>/]/i);
      expect(shown).not.toMatch(/<[^>]+ (on\w+|srcdoc|action)=/i);
      expect(shown).not.toMatch(/href="(?!https?:|mailto:)/);
    }
  });

  it("keeps the text of HTML", () => {
    expect(render("Use <div> here")).toContain("&lt;div&gt;");
  });

  it.each([
    "![alt](https://evil.example/pixel.png)",
    "![](https://evil.example/pixel.png)",
    "![a](data:image/svg+xml,<svg/onload=alert(1)>)",
    "![a][r]\n\n[r]: https://evil.example/pixel.png",
  ])("loads no image: %s", (markdown) => {
    expect(render(markdown)).not.toMatch(/<img|src=|url\(/i);
  });

  it.each([
    "[x](javascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "[x](blob:https://x/y)",
    "<javascript:alert(1)>",
    "[x](/api/runs)",
    "[x](//evil.example)",
    "[x](https://bank.example@evil.example)",
  ])("makes no link of %s", (markdown) => {
    expect(render(markdown)).not.toContain("<a ");
  });

  it("makes web links say where they lead, and take nothing along", () => {
    const html = render("See [the docs](https://docs.z.ai/guide).");
    expect(html).toContain('rel="noopener noreferrer nofollow"');
    expect(html).toContain("(docs.z.ai)");
  });

  it("renders Markdown that has not ended yet", () => {
    expect(render("Some **bold", true)).toMatch(/bold<\/(strong|span)>/);
    expect(render("```ts\nconst a = 1", true)).toContain("const a = 1");
  });

  it("says what an image would have shown, and from where", () => {
    expect(render("![a chart](https://evil.example/pixel.png)")).toContain(
      "[image: a chart from evil.example]",
    );
    expect(render("![](data:image/png;base64,AAAA)")).toContain("[image]");
  });

  it.each([
    ["[https://bank.example](https://evil.example/)", "evil.example"],
    ["[https://bank.example/?evil.example](https://evil.example/)", "evil.example"],
    ["[https://b\u0430nk.example](https://b\u0430nk.example/)", "xn--bnk-6cd.example"],
  ])("shows the host of a link whose words are another address: %s", (markdown, host) => {
    expect(render(markdown)).toContain(`(${host})`);
  });

  it("shows one block as it was written, with a note, where it would hold up the page, and renders the rest", () => {
    const html = render(`**before**\n\n${"a **b".repeat(3000)}\n\n**after**`);
    expect(html.match(/<(strong|span)[^>]*>(before|after)</g)).toHaveLength(2);
    expect(html).toContain("a **ba **b");
    expect(html.match(/Shown as plain text/g)).toHaveLength(1);
  });

  it("renders an answer whose only footnote makes it a single, expensive block", () => {
    const paragraph = "Some **bold** words and `code`, [a link](https://example.com).\n\n";
    const html = render(`Note[^1]\n\n${paragraph.repeat(200)}[^1]: x`);
    expect(html).not.toContain("Shown as plain text");
    expect(html.match(/<a /g)).toHaveLength(200);
  });

  it("keeps blank lines inside of code when it splits an answer", () => {
    const html = render(`[^1]\n\n${"a *b* c\n\n".repeat(800)}\`\`\`ts\nfirst\n\nsecond\n\`\`\``);
    expect(html).toContain("first\n\nsecond");
  });
});
