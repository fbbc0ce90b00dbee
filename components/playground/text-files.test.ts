import { describe, expect, it } from "vitest";
import { appendFile, readTextFile } from "./text-files";

describe("dropping a file into the prompt", () => {
  it("takes text of any name", async () => {
    expect(await readTextFile(new File(["Grüße"], "Makefile"))).toEqual({ name: "Makefile", text: "Grüße" });
  });

  it("refuses what is not text, and what is too large, and says why", async () => {
    expect(await readTextFile(new File([Uint8Array.of(0xff, 0xfe)], "a.png"))).toMatchObject({
      problem: "is not a text file",
    });
    expect(await readTextFile(new File(["a\0b"], "a.bin"))).toMatchObject({ problem: "is not a text file" });
    expect(await readTextFile(new File(["x".repeat(800_000)], "a.txt"))).toMatchObject({
      problem: "is larger than 700 kB",
    });
  });

  it("adds the content behind what is written, fenced with the file's own language", () => {
    expect(appendFile("Review this", { name: "a.ts", text: "let a;\n" })).toBe(
      "Review this\n\na.ts:\n```ts\nlet a;\n```\n",
    );
  });

  it("fences a file that holds fences", () => {
    expect(appendFile("", { name: "README.md", text: "```js\n```" })).toBe(
      "README.md:\n````md\n```js\n```\n````\n",
    );
  });
});
