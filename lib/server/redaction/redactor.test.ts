import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Redactor } from "./redactor";

const KEY = "sk-glimpse/secret+0123456789=";
const base64 = (text: string) => Buffer.from(text).toString("base64");
const base64url = (text: string) => Buffer.from(text).toString("base64url");
const redactor = new Redactor([KEY]);

const FORMS: [name: string, form: string][] = [
  ["as it is", KEY],
  ["URL-encoded", encodeURIComponent(KEY)],
  ["URL-encoded in small letters", encodeURIComponent(KEY).replace(/%../g, (code) => code.toLowerCase())],
  ["as JSON with escaped slashes", KEY.replaceAll("/", "\\/")],
  ["as JSON that is safe in HTML", KEY.replace("+", "\\u002B")],
  ["as JSON, every character escaped", [...KEY].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join("")],
  ["in base64", base64(KEY)],
  ["in base64url", base64url(KEY)],
];

describe("Redactor", () => {
  it.each(FORMS)("removes a key %s", (_name, form) => {
    const text = redactor.redact(`Invalid token ${form}, try again: ${form}`);
    expect(text).toMatch(/^Invalid token \[redacted\]=*, try again: \[redacted\]=*$/);
  });

  it.each(["user:", ":", "", "me@example.com:"])('removes a key in base64 after "%s"', (before) => {
    for (const after of ["", "\n", "::", ":x:"]) {
      for (const encode of [base64, base64url]) {
        const text = redactor.redact(`Basic ${encode(before + KEY + after)}`);
        expect(text).toContain("[redacted]");
        const rest = text.replace("[redacted]", "").length - "Basic ".length;
        expect(rest).toBeLessThanOrEqual(Math.ceil((before.length + after.length) * 1.4) + 4);
      }
    }
  });

  it("leaves text alone that holds no key", () => {
    expect(redactor.redact("a plain answer of sk-glimpse/secre")).toBe("a plain answer of sk-glimpse/secre");
    expect(new Redactor([]).redact(KEY)).toBe(KEY);
  });

  it("ignores what local servers are given for a key", () => {
    const words = ["EMPTY", "none", "a", "", "ollama", "local-key", "lm-studio"];
    expect(new Redactor(words).redact(words.join(" "))).toBe(words.join(" "));
    expect(new Redactor(["sk-abc123"]).redact("sk-abc123")).toBe("[redacted]");
  });

  it("replaces the longest of keys that begin alike", () => {
    const two = new Redactor(["sk-0123456789", "sk-0123456789-extra"]);
    expect(two.redact("sk-0123456789-extra, sk-0123456789.")).toBe("[redacted], [redacted].");
  });

  it("replaces what another one does, too, which goes on without the new ones", () => {
    const more = new Redactor(["sk-more-0123456789"], redactor);
    expect(more.redact(`${KEY} sk-more-0123456789`)).toBe("[redacted] [redacted]");
    expect(redactor.redact("sk-more-0123456789")).toBe("sk-more-0123456789");
  });

  it("cleans every text of a JSON value, names of fields included, and counts", () => {
    const value = { [KEY]: [{ deep: `x${KEY}` }, 7, null, true], plain: "text" };
    expect(redactor.redactJson(value)).toEqual({
      value: { "[redacted]": [{ deep: "x[redacted]" }, 7, null, true], plain: "text" },
      found: 2,
    });
    const clean = { plain: ["text"] };
    expect(redactor.redactJson(clean).value).toBe(clean);
  });

  it("looks through a long text in little time, also one that nearly holds a key again and again", () => {
    const secrets = Array.from(
      { length: 20 },
      (_, index) => `sk-or-v1-${index}${"0123456789abcdef".repeat(3)}`,
    );
    const many = new Redactor(secrets);
    const text = `${secrets[0]?.slice(0, -1)} `.repeat(20_000);
    const begin = performance.now();
    expect(many.redact(text)).toBe(text);
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});

/** A text in pieces, as a stream hands it on. */
function streamed(pieces: string[]): { out: string[]; text: string } {
  const out: string[] = [];
  let tail: ReturnType<Redactor["scanPiece"]>["tail"] = null;
  for (const piece of pieces) {
    const scanned = redactor.scanPiece(piece, tail);
    out.push(scanned.clean);
    tail = scanned.tail;
  }
  if (tail) out.push(redactor.scanTail(tail).clean);
  return { out, text: out.join("") };
}

describe("pieces of a text", () => {
  it.each(FORMS)("hold no key %s, wherever it is torn", (_name, form) => {
    const text = `s ${form} sk-`;
    for (let first = 0; first <= text.length; first++) {
      for (const second of [first, first + 1, first + 2, text.length]) {
        const clean = streamed([text.slice(0, first), text.slice(first, second), text.slice(second)]).text;
        // Of a key that is torn after its first character, that one has gone on before.
        expect(clean).toMatch(/^s .?\[redacted\]=* sk-$/);
      }
    }
  });

  it("hold no key when every character comes alone", () => {
    expect(streamed([..."so sk", ...KEY, ..."."]).text).toMatch(/^so sks?\[redacted\]\.$/);
  });

  it("are all of the text, in order, and go on at once where no key begins", () => {
    const unit = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.nat(KEY.length - 1).map((end) => KEY.slice(0, end)),
    );
    fc.assert(
      fc.property(fc.array(unit), (pieces) => {
        fc.pre(!pieces.join("").includes(KEY));
        expect(streamed(pieces).text).toBe(pieces.join(""));
      }),
    );
    expect(streamed(["ask", " s", "kip s"]).out).toEqual(["a", "sk s", "kip s", ""]);
  });

  it("without a key", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string()),
        fc.array(fc.nat(40)),
        fc.array(fc.string()),
        (before, cuts, after) => {
          const pieces = [...before];
          let at = 0;
          for (const cut of cuts) {
            pieces.push(KEY.slice(at, at + cut));
            at += cut;
          }
          pieces.push(KEY.slice(at), ...after);
          expect(streamed(pieces).text).not.toContain(KEY);
        },
      ),
    );
  });
});
