import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { useHostileProviders } from "@/e2e/hostile-providers";
import { openRouterFrames } from "@/e2e/upstream/openrouter-frames";
import { type Frame, jsonScript, type Script } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import type { ErrorClass } from "@/lib/runs/run";

const MIB = 1024 * 1024;
/** What is read of an endless answer: the limit of what it says, what that is wrapped in, and what was read ahead. */
const MOST_READ = 16 * MIB;

// The limits of time are those of every server: whatever is cut here is cut for what it sends.
const { socket, bytesRead, besideHealthyLane } = useHostileProviders();

const delta = (content: string) => ({ choices: [{ index: 0, delta: { role: "assistant", content } }] });
const event = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`;
const first: Frame = { data: delta("Hello") };
const usage = { inputTokens: 1, outputTokens: 1 };
const finish = zaiFrames({ model: "glm-4.7", usage });

describe("a provider that sends without end is cut", () => {
  const x = "x".repeat(64 * 1024);
  const json = { "content-type": "application/json" };
  const page = { "content-type": "text/html" };

  function* endless(raw: string, before: Frame[]): Generator<Frame> {
    yield* before;
    for (;;) yield { raw };
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
    const run = await besideHealthyLane(() => ({ ...head, frames: endless(raw, before) }));
    expect(run).toMatchObject({ status: "failed", error: { class: errorClass } });
    expect(run.error?.message).toContain(words);
    expect(bytesRead()).toHaveLength(run.attempts.length);
    for (const bytes of bytesRead()) expect(bytes).toBeLessThan(MOST_READ);
    expect(run.content?.text.length).toBeLessThanOrEqual(8 * MIB);
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
    (await socket).respondWith((to) =>
      to.write(`HTTP/1.1 200 OK\r\n${`X-Junk: ${"x".repeat(1000)}\r\n`.repeat(1000)}\r\n`),
    );
    const run = await besideHealthyLane({ frames: [] }, "custom-http/glm-4.7");
    expect(run.error).toMatchObject({ class: "malformed-stream", code: "head-too-large" });
  });

  it("is not even HTTP", async () => {
    (await socket).respondWith((to) => to.end("220 mail.example.com ESMTP\r\n"));
    const run = await besideHealthyLane({ frames: [] }, "custom-http/glm-4.7");
    expect(run.error).toMatchObject({ class: "network" });
  });
});
