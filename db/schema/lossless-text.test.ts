import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeText, unescapeText } from "./lossless-text";

describe("lossless text", () => {
  it("gives back any string, lone surrogates and NUL included", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => unescapeText(escapeText(text)) === text));
  });

  it.each(["a\u0000b", "\ud800", "x\udfffy", "\u{10FFFF}0000", "\u{10FFFF}~"])(
    "makes %j storable and back",
    (text) => {
      const stored = escapeText(text);
      expect(stored.isWellFormed() && !stored.includes("\u0000")).toBe(true);
      expect(unescapeText(stored)).toBe(text);
    },
  );

  it("leaves ordinary text, emoji included, as it is", () => {
    expect(escapeText("Grüße 👩‍👩‍👧 漢字")).toBe("Grüße 👩‍👩‍👧 漢字");
  });
});
