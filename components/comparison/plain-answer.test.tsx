import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { PlainAnswer } from "./plain-answer";

const boxesOf = (text: string) =>
  [
    ...renderToStaticMarkup(<PlainAnswer text={text} />).matchAll(
      /style="contain-intrinsic-height:auto (\d+)lh">([^<]*)</g,
    ),
  ].map(([, lines, words]) => [Number(lines), words]);

it("puts a few lines into one box, as they are", () => {
  const html = renderToStaticMarkup(<PlainAnswer text={"a\n\n b\n"} />);
  expect(html).toContain(">a\n\n b\n</div>");
  expect(html).not.toContain("content-visibility");
});

it("lays many lines out in boxes, none of which is lost", () => {
  const lines = Array.from({ length: 450 }, (_, at) => `line ${at}`);
  const boxes = boxesOf(lines.join("\n"));
  expect(boxes.map(([height]) => height)).toEqual([200, 200, 50]);
  expect(boxes.map(([, words]) => words).join("\n")).toBe(lines.join("\n"));
});

it("keeps an empty line at the end of a box, which would not be seen otherwise", () => {
  const boxes = boxesOf(`${"a\n".repeat(199)}\nb`);
  expect(boxes).toEqual([
    [200, `${"a\n".repeat(199)}\n`],
    [1, "b"],
  ]);
});
