import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { AnswerMarkdown } from "./answer-markdown";
import { isSafeToParse } from "./markdown-limits";

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

  it("stays quick on whatever is let through", () => {
    const inputs = [
      "[a](".repeat(700),
      "**a ".repeat(700),
      `${"- ".repeat(99)}x`,
      "`".repeat(150),
      "<a ".repeat(5000),
    ];
    for (const input of inputs.filter(isSafeToParse)) {
      const start = performance.now();
      render(input);
      expect(performance.now() - start).toBeLessThan(1000);
    }
  });
});
