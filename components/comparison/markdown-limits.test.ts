import { describe, expect, it } from "vitest";
import { isLightBlock, isSafeToParse } from "./markdown-limits";

describe("an answer is taken apart as Markdown", () => {
  it.each([
    ["prose", "Raft elects a **leader**. It [replicates](https://raft.github.io) a log.\n\n".repeat(400)],
    ["tables", `| ${"column | ".repeat(6)}\n| ${"--- | ".repeat(6)}\n\n`.repeat(20)],
    ["a long rule", `${"-".repeat(800)}\n\ntext`],
    ["code full of brackets", `\`\`\`js\n${"a[b[c[d]]] = x * y;\n".repeat(400)}\`\`\``],
  ])("when it is %s", (_, text) => expect(isSafeToParse(text)).toBe(true));

  it.each([
    ["brackets", "[".repeat(20_000)],
    ["images", "![".repeat(5000)],
    ["quotes", `${"> ".repeat(5000)}deep`],
    ["lists in quotes", `${"> - ".repeat(30)}deep`],
    ["emphasis", "*_".repeat(5000)],
    ["thousands of headings", "# a\n".repeat(5000)],
    ["sheer size", "word ".repeat(60_000)],
  ])("but not when it is hostile %s", (_, text) => expect(isSafeToParse(text)).toBe(false));
});

describe("a block is rendered", () => {
  it.each([
    ["a paragraph", "Raft elects a **leader**. ".repeat(100)],
    ["a list", "- [one](https://example.com) of *many*\n".repeat(80)],
    ["a table", `| a | b | c | d | e |\n${"| 1 | 2 | 3 | 4 | 5 |\n".repeat(80)}`],
    ["code full of marks", `\`\`\`js\n${"a[b[c[d]]] = x * y;\n".repeat(1000)}\`\`\``],
  ])("when it is %s", (_, block) => expect(isLightBlock(block)).toBe(true));

  it.each([
    ["spread emphasis", "a **b".repeat(2000)],
    ["a list of thousands", "- a\n".repeat(3000)],
    ["a table of thousands", "|1|2|3|4|\n".repeat(1000)],
    ["a list a hundred deep", Array.from({ length: 100 }, (_, at) => `${"  ".repeat(at)}- a`).join("\n")],
    ["marks after code", `\`\`\`js\nx\n\`\`\`\n${"a **b".repeat(2000)}`],
    ["endless code", `\`\`\`js\n${"a\n".repeat(10_000)}\`\`\``],
  ])("but not when it is %s", (_, block) => expect(isLightBlock(block)).toBe(false));
});
