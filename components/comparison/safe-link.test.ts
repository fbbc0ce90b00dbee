import { describe, expect, it } from "vitest";
import { isSafeToParse } from "./markdown-limits";
import { safeTarget } from "./safe-link";

describe("links in an answer", () => {
  it.each([
    ["https://docs.z.ai/guide?a=1", "docs.z.ai"],
    ["http://localhost:8080/", "localhost:8080"],
    ["mailto:someone@example.com", "someone@example.com"],
  ])("%s may be followed and shows %s", (href, label) => expect(safeTarget(href)?.label).toBe(label));

  it.each([
    "javascript:alert(1)",
    " javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://x/1",
    "https://bank.example@evil.example/",
    "/relative",
    "#fragment",
    "",
  ])("%j stays text", (href) => expect(safeTarget(href)).toBeNull());
});

describe("what is parsed as Markdown", () => {
  it.each([
    ["prose", "Raft elects a **leader**. It [replicates](https://raft.github.io) a log.\n\n".repeat(400)],
    ["a wide table", `| ${"column | ".repeat(60)}\n| ${"--- | ".repeat(60)}\n`],
    ["a long rule", `${"-".repeat(800)}\n\ntext`],
    ["code full of brackets", `\`\`\`js\n${"a[b[c[d]]] = x * y;\n".repeat(500)}\`\`\``],
  ])("%s is", (_, text) => expect(isSafeToParse(text)).toBe(true));

  it.each([
    ["brackets", "[".repeat(20_000)],
    ["images", "![".repeat(5000)],
    ["quotes", `${"> ".repeat(5000)}deep`],
    ["emphasis", "*_".repeat(5000)],
    ["spread emphasis", "a **b".repeat(5000)],
    ["sheer size", "word ".repeat(60_000)],
  ])("hostile %s is not", (_, text) => expect(isSafeToParse(text)).toBe(false));
});
