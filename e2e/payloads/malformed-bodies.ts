const DEEP = 100_000;
/** Bodies that are no JSON, or none that anybody sends by intent. */
export const RAW_BODIES = [
  ...[
    "",
    " ",
    "\n",
    "{",
    "}",
    "[",
    "]",
    '"',
    '"x',
    "{]",
    "[}",
    "{,}",
    "[,]",
    "[1,]",
    '{"a":1,}',
    '{"a"}',
    '{"a":}',
  ],
  ...[
    "{a:1}",
    "{'a':1}",
    '{"a":1}}',
    "{}{}",
    "{} x",
    "// x\n{}",
    "/**/{}",
    "nul",
    "NULL",
    "True",
    "undefined",
  ],
  ...["NaN", "Infinity", "-", "+1", "01", "1.", ".5", "0x10", "1e", "1e999", "-1e999", "--1", "1_000"],
  ...[
    "null",
    "true",
    "0",
    '"text"',
    "[]",
    "{}",
    "[[]]",
    "[null]",
    "[{}]",
    '{"":""}',
    '{"__proto__":{"a":1}}',
  ],
  ...[
    '{"constructor":{"prototype":{}}}',
    '{"toString":null}',
    '{"a":1,"a":2}',
    '"\\x"',
    '"\\u12"',
    '"\\ud800"',
  ],
  ...[
    '"\t"',
    '"\n"',
    '"\u0000"',
    "\ufeff{}",
    "{}\u0000",
    "\u0000{}",
    "<xml/>",
    "a=1&b=2",
    "data: {}",
    "--x\r\n",
  ],
  "[".repeat(DEEP),
  "[".repeat(DEEP) + "]".repeat(DEEP),
  '{"a":'.repeat(DEEP),
  `${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}`,
  `"${"x".repeat(1_000_000)}"`,
  `[${"0,".repeat(400_000)}0]`,
  `{${Array.from({ length: 50_000 }, (_, index) => `"k${index}":0`).join()}}`,
  "9".repeat(900_000),
];
/** Bodies that are no UTF-8. */
export const RAW_BYTES = [
  [0xff],
  [0xc3, 0x28],
  [0xed, 0xa0, 0x80],
  [0xff, 0xfe, 0x7b, 0x00],
  [0xef, 0xbb, 0xbf, 0x7b],
  [0x80],
];

/** What stands in the place of one value of a body that is right but for it. */
const ODD = [
  ...["null", "true", "false", "0", "-1", "1.5", "1e999", "-1e999", "1e308", "9007199254740993", "-0"],
  ...[
    '""',
    '" "',
    '"\\u0000"',
    '"a\\u0000b"',
    '"\\ud800"',
    '"\\udc00x"',
    '"\\u202e"',
    '"__proto__"',
    '"../../x"',
  ],
  ...[
    "[]",
    "{}",
    "[null]",
    "[[]]",
    '{"a":1}',
    '[1,"2",{}]',
    '{"__proto__":1}',
    '{"toString":1}',
    '{"length":-1}',
  ],
  ...[
    '"0198c000-0000-7000-8000-000000000000"',
    '"2026-02-30T00:00:00Z"',
    '"275760-09-13"',
    '"http://[::"',
    '"%"',
  ],
  `"${"x".repeat(300_000)}"`,
  `${"[".repeat(5_000)}${"]".repeat(5_000)}`,
  `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`,
  `[${'"x",'.repeat(50_000)}"x"]`,
];
const MARK = "the odd one";

/** Every place of a body in turn, each with every odd value: as JSON, for some of them JavaScript can't write. */
export function oddBodies(body: unknown): string[] {
  return pathsOf(body).flatMap((path) => {
    const marked = JSON.stringify(withMark(body, path));
    return ODD.map((odd) => marked.replace(`"${MARK}"`, () => odd));
  });
}

function pathsOf(value: unknown): string[][] {
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [[], ...inner.flatMap(([key, part]) => pathsOf(part).map((path) => [key, ...path]))];
}

function withMark(value: unknown, [key, ...rest]: string[]): unknown {
  if (key === undefined) return MARK;
  const part = Reflect.get(Object(value), key);
  if (!Array.isArray(value)) return { ...Object(value), [key]: withMark(part, rest) };
  return value.map((one, index) => (String(index) === key ? withMark(part, rest) : one));
}
