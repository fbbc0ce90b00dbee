import { describe, expect, it } from "vitest";
import { openedDatabase } from "@/db/client";
import { readEvents, streamedText } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import type { AnswerParts } from "@/e2e/upstream/answer-parts";
import { messagesFrames } from "@/e2e/upstream/messages-frames";
import { responsesFrames } from "@/e2e/upstream/responses-frames";
import { type Frame, jsonScript, type Script } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { POST as testEndpointRoute } from "../endpoints/test/route";
import { GET as exportDataRoute } from "../export/route";
import { GET as readRunRoute } from "../runs/[id]/route";
import { GET as transcriptRoute } from "../runs/[id]/transcript/route";
import { GET as exportRunsRoute } from "../runs/export/route";
import { GET as runsRoute } from "../runs/route";
import { GET as readShareRoute } from "../shares/[id]/route";
import { POST as shareRoute } from "../shares/route";
import { GET as readComparisonRoute } from "./[id]/route";
import { POST as startRoute } from "./route";

/** With everything that is written otherwise in JSON, in a URL or in base64. */
const KEY = 'sk-zai/"quoted"+back\\slash=0123456789?';
const OTHER_KEY = "sk-or-v1-0123456789abcdef0123456789";
const { upstream } = useTestServer(() => ({ ZAI_API_KEY: KEY, OPENROUTER_API_KEY: OTHER_KEY }));

const json = JSON.stringify(KEY).slice(1, -1);
const everyCharacter = (prefix: string) =>
  [...KEY].map((character) => prefix + character.charCodeAt(0).toString(16)).join("");
const FORMS: Record<string, string> = {
  plain: KEY,
  "URL-encoded": encodeURIComponent(KEY),
  "JSON-escaped": json,
  "JSON-escaped with slashes": json.replaceAll("/", "\\/"),
  "JSON-escaped wholly": everyCharacter("\\u00"),
  base64: Buffer.from(KEY).toString("base64"),
  base64url: Buffer.from(KEY).toString("base64url"),
  "in a basic authorization": Buffer.from(`user:${KEY}`).toString("base64"),
  "another provider's": OTHER_KEY,
};
/** What none of it may hold: of base64 the inside, as its ends depend on what stands beside. */
const LEAKS = [
  ...Object.values(FORMS),
  ...[0, 1, 2].map((offset) =>
    Buffer.from(" ".repeat(offset) + KEY)
      .toString("base64")
      .slice(4, 36),
  ),
];

const post = (path: string, body: unknown) => apiRequest(path, { method: "POST", json: body });
const idContext = (id: string) => ({ params: Promise.resolve({ id }) });
const textOf = async (response: Response | Promise<Response>) => (await response).text();
const tool = { name: "look_up", description: "Looks up", parameters: { type: "object" } };

/** All that a comparison leaves anywhere: events, answers of the API, exports, a share, the transcript, rows. */
async function tracesOf(script: Script, settings: object = {}): Promise<Record<string, string>> {
  upstream().respondWith(script);
  const lanes = [{ offer: "zai/glm-4.7" }];
  const started = await startRoute(post("/api/comparisons", { prompt: "Hi", settings, lanes }), undefined);
  const events = await started.clone().text();
  const received = await readEvents(started);
  const id = started.headers.get("x-comparison-id") ?? "";
  const comparison = await textOf(readComparisonRoute(apiRequest("/"), idContext(id)));
  const runId = JSON.parse(comparison).turns[0].runs[0].id;
  const shared = await shareRoute(
    post("/api/shares", { comparisonId: id, confirmKeyLikeText: true }),
    undefined,
  );
  const share = (await shared.json()).id;
  return {
    events,
    said: streamedText(received, 0, "text-delta"),
    thought: streamedText(received, 0, "reasoning-delta"),
    argued: argumentsIn(received),
    comparison,
    run: await textOf(readRunRoute(apiRequest("/"), idContext(runId))),
    log: await textOf(runsRoute(apiRequest("/api/runs?include=content"), undefined)),
    csv: await textOf(exportRunsRoute(apiRequest("/api/runs/export?format=csv"), undefined)),
    jsonl: await textOf(exportRunsRoute(apiRequest("/api/runs/export?format=jsonl"), undefined)),
    data: await textOf(exportDataRoute(apiRequest("/api/export"), undefined)),
    share: await textOf(readShareRoute(apiRequest("/"), idContext(share))),
    transcript: await textOf(transcriptRoute(apiRequest("/"), idContext(runId))),
    rows: await rows(),
  };
}

function argumentsIn(received: Awaited<ReturnType<typeof readEvents>>): string {
  return received
    .map(({ event }) =>
      event.type === "chunk" && event.chunk.type === "tool-input-delta" ? event.chunk.inputTextDelta : "",
    )
    .join("");
}

async function rows(): Promise<string> {
  const { sql } = await openedDatabase();
  const tables = await sql`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`;
  let text = "";
  for (const { schema, name } of tables)
    text += JSON.stringify(await sql`select * from ${sql(schema)}.${sql(name)}`);
  return text;
}

/** Where a key stands, as it is or as JSON writes it. */
function leaksIn(traces: Record<string, string>): string[] {
  return Object.entries(traces).flatMap(([where, text]) =>
    LEAKS.filter((form) => text.includes(form) || text.includes(JSON.stringify(form).slice(1, -1))).map(
      (form) => `${where}: ${form}`,
    ),
  );
}

const usage = { inputTokens: 3, outputTokens: 9 };
const answer = (parts: Partial<AnswerParts>): Frame[] => zaiFrames({ model: "glm-4.7", usage, ...parts });
const delta = (piece: object): Frame => ({ data: { choices: [{ index: 0, delta: piece }] } });
const finish = answer({ text: [] });
const torn = (at: number) => [`before ${KEY.slice(0, at)}`, `${KEY.slice(at)} after`];

describe("a provider that repeats a key", () => {
  it.each(Object.entries(FORMS))("%s, leaves it nowhere", async (_name, form) => {
    const text = ["It is ", form, ", I think"];
    const input = JSON.stringify({ [form]: [form] });
    const spoken = await tracesOf({ frames: answer({ text, reasoning: text }) });
    expect(leaksIn(spoken)).toEqual([]);
    expect(spoken.said).toMatch(/^It is .*\[redacted\].*, I think$/);
    const calls = answer({ toolCalls: [{ id: "call_1", name: "look_up", arguments: input }] });
    expect(leaksIn(await tracesOf({ frames: calls }, { tools: [tool] }))).toEqual([]);
    expect(leaksIn(await tracesOf({ frames: calls }))).toEqual([]);
    const error = { error: { code: "401", message: `Not ${form}!` } };
    const refused = await tracesOf(jsonScript(401, error));
    expect(leaksIn(refused)).toEqual([]);
    expect(refused.run).toContain("[redacted]");
    expect(leaksIn(await tracesOf({ frames: [{ data: error }] }))).toEqual([]);
  });

  it("in pieces, leaves it nowhere, wherever it is torn", async () => {
    const pieces = [...[1, 2, 5, 20, KEY.length - 1].map(torn), ["before ", ...KEY, " after"]];
    for (const text of pieces) {
      const traces = await tracesOf({ frames: answer({ text, reasoning: text }) });
      expect(leaksIn(traces), text.join("|")).toEqual([]);
      for (const said of [traces.said, traces.thought]) expect(said).toMatch(/^before .?\[redacted\] after$/);
      expect(traces.transcript).toBe(
        "# The provider repeated a key in its answer, so what it sent is not shown\n",
      );
    }
  });

  it("in pieces with a thought between them, or in two parts, leaves it nowhere", async () => {
    const [first = "", second = ""] = torn(12);
    const between = [
      delta({ content: first }),
      delta({ reasoning_content: "Hm." }),
      delta({ content: second }),
    ];
    expect(leaksIn(await tracesOf({ frames: [...between, ...finish] }))).toEqual([]);
    const call = { index: 0, id: "call_1", type: "function", function: { name: "look_up", arguments: "{}" } };
    const parts = [delta({ content: first }), delta({ tool_calls: [call] }), delta({ content: second })];
    expect(leaksIn(await tracesOf({ frames: [...parts, ...finish] }, { tools: [tool] }))).toEqual([]);
  });

  it("in pieces of a call's arguments, leaves it nowhere", async () => {
    const argue = (piece: string, more: object = {}) =>
      delta({ tool_calls: [{ index: 0, ...more, function: { ...more, arguments: piece } }] });
    const text = JSON.stringify({ token: KEY });
    const frames = [
      argue(text.slice(0, 15), { id: "call_1", type: "function", name: "look_up" }),
      argue(text.slice(15, 30)),
      argue(text.slice(30)),
      ...answer({ text: [], finishReason: "tool_calls" }),
    ];
    const traces = await tracesOf({ frames }, { tools: [tool] });
    expect(leaksIn(traces)).toEqual([]);
    expect(traces.run).toContain('"token":"[redacted]"');
  });

  it("in whatever else it says, leaves it nowhere", async () => {
    const names = { id: KEY, model: `glm ${KEY}`, provider: KEY, request_id: KEY };
    const scripts: Script[] = [
      { frames: [{ data: { ...names, choices: [{ index: 0, delta: { content: "Hi" } }] } }, ...finish] },
      { frames: answer({ text: "Hi", finishReason: KEY }) },
      { frames: [{ raw: `: ${KEY}\n\n` }, { raw: `data: {"choices": [${KEY}\n\n` }, ...finish] },
      { frames: [{ raw: KEY }], headers: { "content-type": `text/html; key="${KEY}"` } },
      { frames: [{ raw: `<b>${KEY}</b>` }], status: 403, headers: { "content-type": "text/html" } },
      { frames: [], status: 302, headers: { location: `http://127.0.0.1/?key=${encodeURIComponent(KEY)}` } },
      { frames: [], headers: { "content-encoding": KEY } },
      // Half of it escaped, as only a parser reads it.
      { frames: [{ raw: `{"error":{"message":"\\u0073${json.slice(1)}"}}` }], status: 400 },
      {
        frames: [
          { raw: `data: {"choices":[{"delta":{"content":"\\u0073${json.slice(1)}"}}]}\n\n` },
          ...finish,
        ],
      },
    ];
    for (const [index, script] of scripts.entries()) {
      const traces = await tracesOf(script);
      expect(leaksIn(traces), `script ${index}`).toEqual([]);
      expect(traces.transcript, `script ${index}`).not.toContain(json.slice(1));
    }
  });
});

it.each([
  ["responses", responsesFrames],
  ["messages", messagesFrames],
  ["chat-completions", zaiFrames],
] as const)("the test of an endpoint shows no key that is only tried, in %s", async (dialect, framesOf) => {
  const apiKey = `sk-draft-${dialect}-0123456789`;
  const text = ["It is ", ...apiKey, "."];
  upstream().respondWith({ frames: framesOf({ model: apiKey, text, reasoning: text, usage }) });
  const models = [{ tier: "glm-4.7", modelId: "m" }];
  const draft = { baseUrl: `${upstream().url}/v1`, dialect, models, apiKey };
  const tested = await textOf(testEndpointRoute(post("/api/endpoints/test", draft), undefined));
  expect(JSON.parse(tested)).toMatchObject({
    ok: true,
    text: expect.stringMatching(/^It is s?\[redacted\]\.$/),
  });
  expect(tested).not.toContain(apiKey);
});

it("a key that is only tried is taken out of nobody else's answers", async () => {
  const apiKey = "console.log(answer)";
  const frames = answer({ text: ["Write ", apiKey] });
  upstream().respondWith({ frames });
  const models = [{ tier: "glm-4.7", modelId: "m" }];
  const draft = { baseUrl: `${upstream().url}/v1`, models, apiKey };
  const tested = await textOf(testEndpointRoute(post("/api/endpoints/test", draft), undefined));
  expect(JSON.parse(tested).text).toBe("Write [redacted]");
  expect((await tracesOf({ frames })).said).toBe(`Write ${apiKey}`);
});

it("a problem's words hold no key", async () => {
  const lanes = [{ offer: `zai/${OTHER_KEY}` }];
  const response = await startRoute(post("/api/comparisons", { prompt: "Hi", lanes }), undefined);
  expect(response.status).toBe(400);
  const text = await response.text();
  expect(text).not.toContain(OTHER_KEY);
  expect(text).toContain("[redacted]");
});
