import { expect } from "vitest";
import { findOffer } from "@/lib/catalog/catalog";
import { computeCost } from "@/lib/pricing/cost";
import type { Run } from "@/lib/runs/run";
import type { AnswerParts } from "../upstream/answer-parts";
import type { RawUpstream } from "../upstream/raw-upstream";
import { encodeFrame, jsonScript, type Script } from "../upstream/script";
import type { ProviderUnderTest } from "./providers";

/** Runs one lane of the provider through the app's own route, and gives what the log says of it. */
export type Ask = (settings?: Record<string, unknown>) => Promise<Run>;

export type Capability = {
  name: string;
  check(provider: ProviderUnderTest, upstream: RawUpstream, ask: Ask): Promise<void>;
};

const REASONING = ["The us", "er wants ", "漢字 ", "👩‍👩‍👧."];
const TEXT = ["Hel", "lo,\n\n", "```ts\n", "const é = 1;\n", "```"];
const USAGE = { inputTokens: 100, outputTokens: 50, reasoningTokens: 30, cachedTokens: 40 };

const answerOf = ({ modelId }: ProviderUnderTest): AnswerParts => ({
  model: modelId,
  reasoning: REASONING,
  text: TEXT,
  usage: USAGE,
});
const streamOf = (provider: ProviderUnderTest, change: Partial<AnswerParts> = {}): Script => ({
  frames: provider.frames({ ...answerOf(provider), ...change }),
});

/** What is tested of every provider, in the order of the table. */
export const capabilities: Capability[] = [
  {
    name: "address, key and model id",
    async check(provider, upstream, ask) {
      upstream.respondWith(streamOf(provider));
      await ask({ maxOutputTokens: 64 });
      const request = upstream.calls().at(-1);
      expect(request?.path).toBe(`/${provider.id}/chat/completions`);
      expect(request?.headers.authorization).toBe(`Bearer key-of-${provider.id}-0123456789`);
      expect(request?.body).toMatchObject({
        model: provider.modelId,
        stream: true,
        stream_options: { include_usage: true },
      });
      expect(request?.body.max_tokens ?? request?.body.max_completion_tokens).toBe(64);
    },
  },
  {
    name: "text and thinking, exactly",
    async check(provider, upstream, ask) {
      upstream.respondWith(streamOf(provider));
      const run = await ask();
      expect(run).toMatchObject({ status: "completed", finishReason: "stop", error: null });
      expect(run.content).toMatchObject({ text: TEXT.join(""), reasoning: REASONING.join("") });
    },
  },
  {
    name: "a stream torn anywhere",
    async check(provider, upstream, ask) {
      const bytes = Buffer.from(Array.from(streamOf(provider).frames, encodeFrame).join(""));
      const frames = Array.from({ length: Math.ceil(bytes.length / 37) }, (_, index) => ({
        raw: new Uint8Array(bytes.subarray(index * 37, (index + 1) * 37)),
      }));
      upstream.respondWith({ frames });
      const run = await ask();
      expect(run.content).toMatchObject({ text: TEXT.join(""), reasoning: REASONING.join("") });
      expect(run.usage).toMatchObject({ outputTokens: 50, source: "reported" });
    },
  },
  {
    name: "usage and exact cost",
    async check(provider, upstream, ask) {
      upstream.respondWith(streamOf(provider));
      const run = await ask();
      expect(run.usage).toMatchObject({
        inputTokens: 100,
        cacheReadTokens: 40,
        outputTokens: 50,
        reasoningTokens: 30,
        source: "reported",
      });
      const offer = findOffer(provider.offer);
      const pricing =
        offer?.routes.find((route) => route.upstream === provider.upstream)?.pricing ?? offer?.pricing;
      const usage = { ...USAGE, cacheReadTokens: USAGE.cachedTokens, cacheWriteTokens: null };
      expect(run.cost.computedUsd).toBe(pricing ? computeCost(usage, pricing).usd : null);
      expect(run.upstream).toBe(provider.upstream ?? null);
    },
  },
  {
    name: "the provider's own bill",
    async check(provider, upstream, ask) {
      upstream.respondWith(streamOf(provider, { usage: { ...USAGE, costUsd: 0.0000246 } }));
      const { cost } = await ask();
      expect(cost.reportedUsd).toBe(provider.reportsCost ? "0.000024600000" : null);
      expect(cost.billedUsd).toBe(provider.reportsCost ? cost.reportedUsd : cost.computedUsd);
    },
  },
  {
    name: "no usage: estimated, and said so",
    async check(provider, upstream, ask) {
      const { usage: _none, ...uncounted } = answerOf(provider);
      upstream.respondWith({ frames: provider.frames(uncounted) });
      const run = await ask();
      expect(run.usage?.source).toBe("estimated");
      expect(run.timing.throughputTps).toBeNull();
    },
  },
  {
    name: "thinking off and on",
    async check(provider, upstream, ask) {
      for (const [thinking, expected] of [
        ["off", provider.thinkingOff],
        ["on", provider.thinkingOn],
      ] as const) {
        const isOff = thinking === "off";
        upstream.respondWith(
          streamOf(provider, isOff ? { reasoning: [], usage: { ...USAGE, reasoningTokens: 0 } } : {}),
        );
        const run = await ask({ thinking });
        const codes = run.warnings.map(({ code }) => code);
        expect(codes.includes("unsupported-parameter")).toBe(expected === null);
        expect(codes).not.toContain("thinking-not-honoured");
        if (expected) expect(upstream.calls().at(-1)?.body).toMatchObject(expected);
      }
      upstream.respondWith(streamOf(provider));
      expect((await ask({ thinking: "off" })).warnings.map(({ code }) => code)).toContain(
        "thinking-not-honoured",
      );
    },
  },
  {
    name: "a tool call",
    async check(provider, upstream, ask) {
      const call = { id: "call_7", name: "weather", arguments: '{"location":"Paris"}' };
      upstream.respondWith(streamOf(provider, { text: [], toolCalls: [call] }));
      const parameters = { type: "object", properties: { location: { type: "string" } } };
      const run = await ask({ tools: [{ name: "weather", parameters }] });
      expect(upstream.calls().at(-1)?.body.tools).toMatchObject([
        { function: { name: "weather", parameters } },
      ]);
      expect(run).toMatchObject({ status: "completed", finishReason: "tool_calls" });
      expect(run.content?.toolCalls).toMatchObject([
        { id: "call_7", name: "weather", input: { location: "Paris" }, invalid: false },
      ]);
    },
  },
  {
    name: "cut off by a limit",
    async check(provider, upstream, ask) {
      upstream.respondWith(streamOf(provider, { finishReason: "length" }));
      expect(await ask()).toMatchObject({ status: "length", finishReason: "length", error: null });
    },
  },
  {
    name: "a refusal in its own shape",
    async check(provider, upstream, ask) {
      const { status, body, errorClass, words } = provider.refusal;
      upstream.respondWith(jsonScript(status, body));
      const run = await ask();
      expect(run).toMatchObject({
        status: "failed",
        usage: null,
        error: { class: errorClass, httpStatus: status },
      });
      expect(run.error?.message).toContain(words);
      expect(run.attempts).toHaveLength(1);
    },
  },
  {
    name: "an error inside the stream",
    async check(provider, upstream, ask) {
      const { data, errorClass, words } = provider.streamError;
      const begun = provider.frames({ ...answerOf(provider), finishReason: null });
      upstream.respondWith({ frames: [...begun, { data }] });
      const run = await ask();
      expect(run).toMatchObject({ status: "failed", error: { class: errorClass } });
      expect(run.error?.message).toContain(words);
      expect(run.content?.text).toBe(TEXT.join(""));
    },
  },
  {
    name: "busy, then tried again",
    async check(provider, upstream, ask) {
      let calls = 0;
      upstream.respondWith(({ method }) => {
        if (method === "POST") calls += 1;
        return calls === 1 ? jsonScript(503, { error: { message: "Busy", code: 503 } }) : streamOf(provider);
      });
      const run = await ask();
      expect(run).toMatchObject({ status: "completed", attempts: [{ status: 503 }, { status: 200 }] });
    },
  },
  {
    name: "a broken connection",
    async check(provider, upstream, ask) {
      upstream.respondWith({
        frames: provider.frames({ ...answerOf(provider), finishReason: null }),
        end: "cut",
      });
      const run = await ask();
      expect(run).toMatchObject({
        status: "failed",
        error: { class: "network" },
        usage: { source: "estimated" },
      });
      expect(run.content?.text).toBe(TEXT.join(""));
    },
  },
];
