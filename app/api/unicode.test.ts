import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { GET as readComparisonRoute } from "./comparisons/[id]/route";
import { POST as startRoute } from "./comparisons/route";
import { GET as exportRoute } from "./export/route";
import { GET as readRunRoute } from "./runs/[id]/route";
import { GET as exportRunsRoute } from "./runs/export/route";
import { GET as readShareRoute } from "./shares/[id]/route";
import { POST as shareRoute } from "./shares/route";

const { upstream } = useTestServer();
const idContext = (id: string) => ({ params: Promise.resolve({ id }) });

const PICKED = [
  ...[
    "\u0000",
    "\u0000\u0000end",
    "\ud800",
    "\udc00",
    "\udc00\ud800",
    "a\ud83d",
    "\ude00b",
    "\ud83d\ud83d\ude00",
  ],
  ...[
    "👩‍👩‍👧‍👦",
    "👍🏽",
    "🇩🇪🇫",
    "\u200d",
    "\u202e\u202dabc\u202c",
    "\u2066x\u2069",
    "שָׁלוֹם",
    "مرحبا",
    "\u200f\u200e",
  ],
  ...[
    "e\u0301",
    "é",
    "Z\u0351\u036b\u0343",
    "\u0300",
    "ﬁ",
    "ﷺ",
    "İıſK",
    "ß",
    "ǆ",
    "힣",
    "가",
    "ก็",
    "𝕏𝒶",
    "𠮷",
  ],
  ...["\u{10FFFF}", "\u{10FFFF}0000", "\u{10FFFF}~", "\ufffe", "\uffff", "\ufffd", "\ufeff", "\ufeffx\ufeff"],
  ...[
    "\t",
    "\r\n",
    "\n\n",
    "\r",
    "\u0085",
    "\u2028\u2029",
    "\u00a0",
    "\u3000",
    " ",
    "\u0007\u001b[31m",
    "\u007f",
  ],
  ...["\\", '"', "\\u0000", "\\ud800", "%00", "&#0;", "</script>", "'; --", "=1+1", "\ud800\u0000\u{10FFFF}"],
];
const STRINGS = [
  ...PICKED,
  ...fc.sample(fc.string({ unit: "binary", minLength: 1, maxLength: 40 }), { seed: 1, numRuns: 150 }),
  ...fc.sample(fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }), { seed: 2, numRuns: 100 }),
  // Any 16-bit units: most of them pairs of surrogates that are none.
  ...fc.sample(
    fc
      .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd7fe, max: 0xe002 })), {
        minLength: 1,
        maxLength: 20,
      })
      .map((units) => String.fromCharCode(...units)),
    { seed: 3, numRuns: 200 },
  ),
];

/** A text wherever it was said, and wherever it comes back. */
type Said = { comparisonId: string; text: string };
const said: Said[] = [];

const AT_ONCE = 10;
const promptOf = (text: string) => `${text}.`; // a prompt of blanks alone is none

beforeAll(async () => {
  upstream().respondWith(({ body }) => {
    const text = String(
      z
        .array(z.object({ content: z.string() }))
        .parse(body.messages)
        .at(-1)?.content,
    );
    return {
      frames: zaiFrames({ model: "glm-4.7", text: [text.slice(0, 1), text.slice(1)], reasoning: text }),
    };
  });
  for (let at = 0; at < STRINGS.length; at += AT_ONCE)
    said.push(...(await Promise.all(STRINGS.slice(at, at + AT_ONCE).map(say))));
}, 240_000);

/** Has a text said in every place that takes one, and said back by the model. */
async function say(text: string): Promise<Said> {
  const json = {
    messages: [
      { role: "user", content: text },
      { role: "assistant", content: text },
      { role: "user", content: promptOf(text) },
    ],
    instructions: text,
    lanes: [{ offer: "zai/glm-4.7", settings: { stop: [text] } }],
  };
  const response = await startRoute(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
  const [run] = runsOf(await readEvents(response));
  expect(run?.content).toMatchObject({ text: promptOf(text), reasoning: promptOf(text) });
  return { comparisonId: response.headers.get("x-comparison-id") ?? "", text };
}

const comparison = z.object({
  instructions: z.string(),
  lanes: z.tuple([z.object({ settings: z.object({ stop: z.tuple([z.string()]) }) })]),
  turns: z.tuple([
    z.object({
      prompt: z.string(),
      runs: z.tuple([
        z.object({ id: z.string(), content: z.object({ text: z.string(), reasoning: z.string() }) }),
      ]),
      history: z.array(z.object({ content: z.string() })).optional(),
    }),
  ]),
});

function hold(text: string, given: unknown): string {
  const { instructions, lanes, turns } = comparison.parse(given);
  const [{ prompt, runs, history = [] }] = turns;
  expect([instructions, lanes[0].settings.stop[0], prompt]).toEqual([text, text, promptOf(text)]);
  expect(runs[0].content).toEqual({ text: promptOf(text), reasoning: promptOf(text) });
  for (const { content } of history) expect(content).toBe(text);
  return runs[0].id;
}

const linesOf = async (response: Response): Promise<Record<string, unknown>[]> =>
  (await response.text())
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe("five hundred odd texts come back as they went in", () => {
  it("there are so many", () => expect(said.length).toBeGreaterThanOrEqual(500));

  it("from the comparison and its run", { timeout: 120_000 }, async () => {
    for (const { comparisonId, text } of said) {
      const given = await (await readComparisonRoute(apiRequest("/"), idContext(comparisonId))).json();
      const { content } = await (await readRunRoute(apiRequest("/"), idContext(hold(text, given)))).json();
      expect(content).toMatchObject({ text: promptOf(text), reasoning: promptOf(text) });
    }
  });

  it("from the export of everything, and of the log", { timeout: 120_000 }, async () => {
    const everything = await linesOf(await exportRoute(apiRequest("/api/export"), undefined));
    const log = await linesOf(await exportRunsRoute(apiRequest("/api/runs/export?format=jsonl"), undefined));
    const exported = new Map(everything.map((line) => [line.id, line]));
    const logged = new Map(log.map((line) => [line.comparisonId, line]));
    for (const { comparisonId, text } of said) {
      expect(exported.get(comparisonId)).toMatchObject({ turns: [{ history: [{}, {}] }] });
      hold(text, exported.get(comparisonId));
      expect(logged.get(comparisonId)).toMatchObject({
        prompt: promptOf(text),
        content: { text: promptOf(text), reasoning: promptOf(text) },
      });
    }
  });

  it("from a share", { timeout: 120_000 }, async () => {
    for (const { comparisonId, text } of said) {
      const json = { comparisonId, confirmKeyLikeText: true };
      const { id } = await (await shareRoute(apiRequest("/", { method: "POST", json }), undefined)).json();
      const { comparison: shared } = await (await readShareRoute(apiRequest("/"), idContext(id))).json();
      hold(text, shared);
    }
  });
});
