/** A shorter text is a word such as "EMPTY" that local servers are given for a key: replacing it would shred answers. */
const LEAST_LENGTH = 12;
const LEAST_LENGTH_WITH_DIGIT = 8;

/** Whether a key is one that nobody would write by chance. */
export function isSecret(key: string): boolean {
  return key.length >= LEAST_LENGTH || (key.length >= LEAST_LENGTH_WITH_DIGIT && /\d/.test(key));
}

/**
 * The ways in which a key may stand in a text: as it is, URL-encoded, escaped for JSON (as little as must be, as is
 * safe in HTML, or all of it), in base64 and base64url.
 *
 * @param key of printable ASCII, as it goes into a header
 */
export function formsOf(key: string): string[] {
  const json = JSON.stringify(key).slice(1, -1);
  const forms = [
    key,
    ...inBothCases(key, /[^A-Za-z0-9_.!~*'()-]/g, "%", 2),
    json,
    json.replaceAll("/", "\\/"),
    ...inBothCases(key, /[^A-Za-z0-9_.:/=-]/g, "\\u", 4),
    ...inBothCases(key, /./g, "\\u", 4),
    ...[0, 1, 2].flatMap((offset) => base64Forms(key, offset)),
  ];
  // Arguments of a call are JSON in themselves.
  return [...new Set(forms.flatMap((form) => [form, JSON.stringify(form).slice(1, -1)]))];
}

/** Characters in hex, whose digits may be written in capitals or not. */
function inBothCases(key: string, characters: RegExp, prefix: string, digits: number): string[] {
  const escaped = (toCase: (hex: string) => string) =>
    key.replace(
      characters,
      (character) => prefix + toCase(character.charCodeAt(0).toString(16).padStart(digits, "0")),
    );
  return [escaped((hex) => hex.toUpperCase()), escaped((hex) => hex)];
}

/**
 * In base64 a key looks different after one or two other characters, as in `Basic user:key`. Digits that hold a bit of
 * what stands beside the key are left out; where it stands alone, its whole form is one more.
 */
function base64Forms(key: string, offset: number): string[] {
  const whole = Buffer.concat([Buffer.alloc(offset), Buffer.from(key)])
    .toString("base64")
    .replace(/=+$/, "");
  const isMixedAtEnd = (offset + key.length) % 3 !== 0;
  const inside = whole.slice(offset === 0 ? 0 : offset + 1, isMixedAtEnd ? -1 : undefined);
  const forms = offset === 0 ? [whole, inside] : [inside];
  return forms.flatMap((form) => [form, form.replaceAll("+", "-").replaceAll("/", "_")]);
}
