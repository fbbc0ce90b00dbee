import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { readEvents, runsOf, streamedText } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { openRouterFrames } from "@/e2e/upstream/openrouter-frames";
import { startRawSocket } from "@/e2e/upstream/raw-socket";
import { byModel, type Frame, type Handler, jsonScript, pace, type Script } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import type { ErrorClass, Run } from "@/lib/runs/run";
import { POST } from "./route";

const MIB = 1024 * 1024;
/** What an endless answer may get rid of: the limit, and what waits in the sockets of both sides. */
const MOST_SENT = 32 * MIB;
/** The healthy lane's words are 20 ms apart; a lane that holds up the process holds it for as long as it sends. */
const UNDISTURBED_MS = 5_000;

const socket = await startRawSocket();
afterAll(() => socket.close());

const { upstream } = useTestServer(() => ({
  GLIMPSE_CONNECT_TIMEOUT_SECONDS: "1.5",
  GLIMPSE_FIRST_OUTPUT_TIMEOUT_SECONDS: "4",
  GLIMPSE_IDLE_TIMEOUT_SECONDS: "2",
  GLIMPSE_TOTAL_TIMEOUT_SECONDS: "8",
  GLIMPSE_ENDPOINTS: JSON.stringify(
    ["http", "https"].map((scheme) => ({
      name: scheme,
      baseUrl: `${scheme}://${socket.host}/v1`,
      models: [{ tier: "glm-4.7", modelId: "glm-4.7" }],
    })),
  ),
}));

const WORDS = Array.from({ length: 60 }, (_, index) => `w${index} 漢`);
const healthy: Script = {
  frames: pace(
    openRouterFrames({ model: "z-ai/glm-4.7-flash", text: WORDS, provider: "DeepInfra" }),
    20,
    1200,
  ),
};

/** Runs a lane at a hostile provider beside a healthy one, which must not notice; then neither holds a connection. */
async function besideHealthyLane(script: Script | Handler, offer = "zai/glm-4.7"): Promise<Run> {
  upstream().respondWith(
    byModel({ "glm-4.7": script, "z-ai/glm-4.7": script, "z-ai/glm-4.7-flash": healthy }),
  );
  const from = upstream().calls().length;
  const json = { prompt: "Hi", lanes: [{ offer }, { offer: "openrouter/glm-4.7-flash" }] };
  const received = await readEvents(
    await POST(apiRequest("/api/comparisons", { method: "POST", json }), undefined),
  );
  const [hostile, other] = runsOf(received);
  if (!hostile) throw new Error("the hostile lane has no run");
  expect(other).toMatchObject({ status: "completed", content: { text: WORDS.join("") } });
  expect(streamedText(received, 1, "text-delta")).toBe(WORDS.join(""));
  expect(other?.timing.longestStallMs).toBeLessThan(UNDISTURBED_MS);
  for (const request of upstream().calls().slice(from))
    await expect.poll(() => request.closedAt).not.toBeNull();
  await expect.poll(() => socket.open()).toBe(0);
  return hostile;
}

const delta = (content: string) => ({ choices: [{ index: 0, delta: { role: "assistant", content } }] });
const event = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`;
const first: Frame = { data: delta("Hello") };
const usage = { inputTokens: 1, outputTokens: 1 };
const finish = zaiFrames({ model: "glm-4.7", usage });

describe("a provider that sends without end is cut", () => {
  const x = "x".repeat(64 * 1024);
  const json = { "content-type": "application/json" };
  const page = { "content-type": "text/html" };

  function* endless(raw: string, before: Frame[], onSent: (bytes: number) => void): Generator<Frame> {
    yield* before;
    for (;;) {
      yield { raw };
      onSent(raw.length);
    }
  }

  it.each<
    [string, { raw: string; before?: Frame[]; head?: Omit<Script, "frames">; class?: ErrorClass }, string]
  >([
    ["in one line", { raw: x, before: [{ raw: "data: " }] }, "line"],
    ["in one line after its first words", { raw: x, before: [first, { raw: "data: " }] }, "line"],
    // Which of two limits it meets first is up to the sizes of what is read.
    ["in one event", { raw: `data: ${x}\n` }, "8 MiB"],
    ["in comments", { raw: ": OPENROUTER PROCESSING\n\n".repeat(2000) }, "nothing was said"],
    [
      "in comments after its first words",
      { raw: ": ping\n\n".repeat(4000), before: [first] },
      "nothing was said",
    ],
    ["in line breaks", { raw: "\n".repeat(64 * 1024) }, "nothing was said"],
    ["in empty deltas", { raw: event(delta("")).repeat(500) }, "nothing was said"],
    ["in empty objects", { raw: event({}).repeat(4000) }, "nothing was said"],
    ["in large deltas", { raw: event(delta(x)) }, "longer than 8 MiB"],
    ["in small deltas", { raw: event(delta("x".repeat(500))).repeat(100) }, "longer than 8 MiB"],
    ["in a JSON answer", { raw: x, before: [{ raw: '{"a":"' }], head: { headers: json } }, "too large"],
    ["in a page", { raw: x, head: { headers: page } }, "too large"],
    ["in a refusal", { raw: x, head: { status: 400, headers: json }, class: "invalid-request" }, "HTTP 400"],
    [
      "in a passing refusal",
      { raw: x, head: { status: 500, headers: json }, class: "upstream" },
      "too large",
    ],
  ])("%s", async (_name, { raw, before = [], head, class: errorClass = "malformed-stream" }, words) => {
    let sent = 0;
    const run = await besideHealthyLane(() => ({
      ...head,
      frames: endless(raw, before, (bytes) => {
        sent += bytes;
      }),
    }));
    expect(run).toMatchObject({ status: "failed", error: { class: errorClass } });
    expect(run.error?.message).toContain(words);
    expect(sent).toBeLessThan(MOST_SENT);
    expect(run.content?.text.length).toBeLessThanOrEqual(8 * MIB);
  });
});

describe("a provider that keeps one waiting runs out of time", () => {
  function* every(afterMs: number, raw: string, before: Frame[] = []): Generator<Frame> {
    yield* before;
    for (;;) yield { afterMs, raw };
  }
  const slowly = [...`${event(delta("Hello"))}${event(delta(" there"))}`].map((raw) => ({
    afterMs: 100,
    raw,
  }));

  it.each<[string, Script | Handler, string]>([
    ["with its head", () => new Promise<never>(() => undefined), "first-output"],
    ["with its first event", { frames: [], end: "hang" }, "first-output"],
    ["with its refusal's words", { status: 500, frames: [], end: "hang" }, "first-output"],
    ["by keep-alives instead of words", { frames: every(100, ": ping\n\n") }, "first-output"],
    ["by empty deltas instead of words", { frames: every(100, event(delta(""))) }, "first-output"],
    ["byte by byte", { frames: slowly, end: "hang" }, "first-output"],
    ["in the middle of its answer", { frames: [first], end: "hang" }, "idle"],
    ["by keep-alives after its first words", { frames: every(100, ": ping\n\n", [first]) }, "idle"],
    ["by a word now and then", { frames: every(300, event(delta("Hm. "))) }, "total"],
  ])("%s", async (_name, script, limit) => {
    const run = await besideHealthyLane(script);
    const variable = `GLIMPSE_${limit.replace("-", "_").toUpperCase()}_TIMEOUT_SECONDS`;
    expect(run).toMatchObject({
      status: "failed",
      error: { class: "timeout", code: `${limit}-timeout`, message: expect.stringContaining(variable) },
      attempts: [{}],
    });
  });

  it("after it has accepted the connection", async () => {
    const run = await besideHealthyLane({ frames: [] }, "custom-http/glm-4.7");
    expect(run.error).toMatchObject({ class: "timeout", code: "first-output-timeout" });
  });

  it("before the connection is made", async () => {
    const run = await besideHealthyLane({ frames: [] }, "custom-https/glm-4.7");
    expect(run.error).toMatchObject({ class: "timeout", code: "connect-timeout" });
    expect(run.error?.message).toContain("GLIMPSE_CONNECT_TIMEOUT_SECONDS");
  });
});

describe("a flood of small events", () => {
  const alternating = (count: number) =>
    Array.from({ length: count }, (_, index) => {
      const field = index % 2 ? "content" : "reasoning_content";
      return event({ choices: [{ delta: { [field]: "x" } }] });
    }).join("");
  const argument = event({
    choices: [{ delta: { tool_calls: [{ index: 0, function: { arguments: " " } }] } }],
  });
  const call = event({
    choices: [{ delta: { tool_calls: [{ index: 0, id: "a", function: { name: "f", arguments: "{" } }] } }],
  });
  const end = event({ choices: [{ delta: {}, finish_reason: "stop" }] });

  it("in one write gives every character, at the pace of the other lanes", async () => {
    const run = await besideHealthyLane({ frames: [{ raw: event(delta("x")).repeat(100_000) + end }] });
    expect(run).toMatchObject({ status: "completed", content: { text: "x".repeat(100_000) } });
  });

  it.each([
    ["that switch between thinking and text", alternating(6_000)],
    ["that switch between thinking and text, cut off", alternating(6_000), "reset" as const],
    ["of a tool's arguments", `${call}${argument.repeat(20_000)}`],
  ])("%s", async (_name, raw, ending: Script["end"] = "close") => {
    const run = await besideHealthyLane({
      frames: [{ raw: raw + (ending === "close" ? end : "") }],
      end: ending,
    });
    expect(run.status).toBe(ending === "close" ? "completed" : "failed");
  });
});

describe("an answer that no model gives", () => {
  const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
  const callOf = (index: number) => ({ index, id: `c${index}`, function: { name: "f", arguments: "{}" } });
  const withCalls = (calls: unknown[]) => event({ choices: [{ delta: { tool_calls: calls } }] });
  const detail = { type: "reasoning.encrypted", data: "x" };

  it.each<[string, string, ErrorClass]>([
    [
      "many tool calls at once",
      withCalls(Array.from({ length: 50_000 }, (_, index) => callOf(index))),
      "malformed-stream",
    ],
    [
      "many tool calls, one by one",
      Array.from({ length: 5_000 }, (_, index) => withCalls([callOf(index)])).join(""),
      "malformed-stream",
    ],
    [
      "nested JSON",
      `data: {"a":${nested(100_000)},"choices":[{"delta":{"content":"x"}}]}\n\n`.repeat(2),
      "malformed-stream",
    ],
  ])("is cut: %s", async (_name, raw, errorClass) => {
    const run = await besideHealthyLane({ frames: [first, { raw }, ...finish] });
    expect(run).toMatchObject({ status: "failed", error: { class: errorClass } });
  });

  it("is kept where it does no harm: many pieces of thinking", async () => {
    const details = Array.from({ length: 100_000 }, () => detail);
    const run = await besideHealthyLane(
      { frames: [first, { data: { choices: [{ delta: { reasoning_details: details } }] } }, ...finish] },
      "openrouter/glm-4.7",
    );
    expect(run).toMatchObject({ status: "completed", content: { text: "Hello" } });
  });

  it("has its end recorded although a tool's arguments are nested too deeply to be written", async () => {
    const input = { index: 0, id: "a", function: { name: "f", arguments: `{"a":${nested(50_000)}}` } };
    const run = await besideHealthyLane({ frames: [{ raw: withCalls([input]) }, ...finish] });
    expect(run.content?.toolCalls).toMatchObject([{ name: "f", invalid: true }]);
  });

  it.each([
    ["negative", { prompt_tokens: -1, completion_tokens: -5 }],
    ["beyond any", { prompt_tokens: 9e15, completion_tokens: 1e300 }],
    ["no numbers", { prompt_tokens: "many", completion_tokens: {} }],
  ])("has its counts estimated where those it came with are %s", async (_name, absurd) => {
    const last = { choices: [{ delta: {}, finish_reason: "stop" }], usage: absurd };
    const run = await besideHealthyLane({ frames: [first, { data: last }] });
    expect(run).toMatchObject({ status: "completed", usage: { source: "estimated" } });
    expect(run.usage?.inputTokens).toBeLessThan(100);
  });

  it.each(["constructor", "__proto__", "x".repeat(100_000)])(
    "may name its end and its error as it likes",
    async (word) => {
      const last = { choices: [{ delta: {}, finish_reason: word }] };
      const ended = await besideHealthyLane({ frames: [first, { data: last }] });
      expect(ended).toMatchObject({ status: "completed", finishReason: word.slice(0, 200) });
      const refused = await besideHealthyLane(jsonScript(400, { error: { code: word, message: "No" } }));
      expect(refused).toMatchObject({ status: "failed", error: { class: "invalid-request", message: "No" } });
    },
  );

  it("may name an upstream at length", async () => {
    const frames = openRouterFrames({ model: "z-ai/glm-4.7", text: "Hello", provider: "P".repeat(MIB) });
    const run = await besideHealthyLane({ frames }, "openrouter/glm-4.7");
    expect(run).toMatchObject({ status: "completed", upstream: "p".repeat(200) });
  });
});

describe("an answer that is not as asked for", () => {
  const bomb = new Uint8Array(gzipSync(Buffer.alloc(64 * MIB)));
  const head = (contentType: string) => ({ "content-type": contentType, "content-encoding": "gzip" });

  it.each<[string, Script, ErrorClass]>([
    ["stream", { headers: head("text/event-stream"), frames: [{ raw: bomb }] }, "malformed-stream"],
    ["JSON answer", { headers: head("application/json"), frames: [{ raw: bomb }] }, "malformed-stream"],
    ["refusal", { status: 401, headers: head("application/json"), frames: [{ raw: bomb }] }, "auth"],
  ])("is never unpacked: a compressed %s", async (_name, script, errorClass) => {
    const run = await besideHealthyLane(script);
    expect(run).toMatchObject({ status: "failed", error: { class: errorClass } });
    expect(run.error?.message).toContain("compressed (gzip)");
  });

  it("breaks off as a crash would", async () => {
    const run = await besideHealthyLane({ frames: [first], end: "reset" });
    expect(run).toMatchObject({ status: "failed", error: { class: "network" }, content: { text: "Hello" } });
  });

  it("has a head of 1 MB", async () => {
    socket.respondWith((to) =>
      to.write(`HTTP/1.1 200 OK\r\n${`X-Junk: ${"x".repeat(1000)}\r\n`.repeat(1000)}\r\n`),
    );
    const run = await besideHealthyLane({ frames: [] }, "custom-http/glm-4.7");
    expect(run.error).toMatchObject({ class: "malformed-stream", code: "head-too-large" });
  });

  it("is not even HTTP", async () => {
    socket.respondWith((to) => to.end("220 mail.example.com ESMTP\r\n"));
    const run = await besideHealthyLane({ frames: [] }, "custom-http/glm-4.7");
    expect(run.error).toMatchObject({ class: "network" });
  });
});
