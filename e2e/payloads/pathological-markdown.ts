const LENGTH = 20_000;

/** `unit` over and over, to exactly 20,000 characters. */
function filled(unit: string, begin = ""): string {
  return (begin + unit.repeat(Math.ceil(LENGTH / unit.length))).slice(0, LENGTH);
}

/** `write(0) write(1) …` to 20,000 characters. */
function counted(write: (at: number) => string): string {
  let text = "";
  for (let at = 0; text.length < LENGTH; at++) text += write(at);
  return text.slice(0, LENGTH);
}

/** What a model may well write: it is to be rendered, and still not hold up the page. */
export const ordinaryMarkdown = counted(
  (at) => `## Part ${at}

Raft elects a **leader** for a *term*, which [replicates](https://raft.github.io) its log to \`followers\`.
An entry is committed once a majority has it; nothing that is committed is ever lost.

- Followers that hear nothing become candidates.
- A candidate with a majority of votes leads.

| State | Sends | Hears |
| --- | --- | --- |
| leader | entries | acknowledgements |
| follower | votes | entries |

\`\`\`ts
const isCommitted = (entry: Entry) => entry.copies.length > servers.length / 2;
\`\`\`

`,
);

/** Markdown of 20,000 characters that makes parsers quadratic, deep, or drown the page in elements. */
export const pathologicalMarkdown: Record<string, string> = {
  "nested quotes": filled("> "),
  "quotes of quotes, line by line": counted((at) => `${">".repeat((at % 90) + 1)} a\n`),
  "nested lists on one line": filled("- "),
  "nested lists by indentation": counted((at) => `${"  ".repeat(at % 140)}- a\n`),
  "open brackets": filled("["),
  "links in links": filled("[a]("),
  "images in images": filled("![a"),
  "open emphasis": filled("*a_ "),
  "emphasis that never closes": filled("a **b"),
  "emphasis of mixed lengths": filled("a***b*c**"),
  "emphasis inside of emphasis": counted((at) => (at % 2 ? "**b " : "*a ")),
  backticks: counted((at) => `${"`".repeat((at % 190) + 1)} `),
  strikethrough: filled("~~a~~ "),
  "a wide table": `${filled("|a", "").slice(0, 6000)}|\n${filled("|-").slice(0, 6000)}|\n${filled("|b").slice(0, 7998)}`,
  "a long table": filled("|1|2|3|4|\n", "|a|b|c|d|\n|-|-|-|-|\n"),
  "a table of empty cells": filled("|\n", "|a|\n|-|\n"),
  "a long list": filled("- a\n"),
  "tasks to do": filled("- [ ] a\n"),
  headings: filled("# a\n"),
  "underlined headings": filled("a\n=\n"),
  "underlined headings and a footnote": filled("a\n=\n", "[^1]\n\n[^1]: x\n\n"),
  rules: filled("---\n"),
  "definitions, each used": counted((at) => `[r${at}]: /x\n\n[r${at}] `),
  footnotes: counted((at) => `[^${at}]\n\n[^${at}]: x\n\n`),
  "bare addresses": filled("http://a.b "),
  "addresses of mail": filled("a@b.cc "),
  entities: filled("&#x41;"),
  "unclosed tags": filled("<a b='"),
  comments: filled("<!-- "),
  "empty fences": filled("```\na\n```\n"),
  "one long line of code": filled("a(b[c]) ", "```ts\n"),
  "ten thousand lines of code": filled("a\n", "```ts\n"),
  backslashes: filled("\\\n"),
  "one word": filled("a"),
  "combining marks": filled("a\u0300\u0301\u0302\u0303"),
};
