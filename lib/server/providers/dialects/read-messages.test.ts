import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callLane } from "@/e2e/call-lane";
import { type RawUpstream, startRawUpstream } from "@/e2e/upstream/raw-upstream";

let upstream: RawUpstream;
beforeAll(async () => {
  upstream = await startRawUpstream();
});
afterAll(() => upstream.close());

/** What comes of a lane when a provider sends these events, through the real SDK. */
async function answerTo(...events: object[]) {
  const frames = events.map((data) => ({ data }));
  const { content, observation, sdkError } = await callLane(upstream, "messages", frames);
  return { ...content, ...observation, sdkError };
}

const begun = (usage: unknown = undefined) => ({ type: "message_start", message: { id: "msg_1", usage } });
const start = (index: number, content_block: object) => ({
  type: "content_block_start",
  index,
  content_block,
});
const delta = (index: number | undefined, piece: object) => ({
  type: "content_block_delta",
  index,
  delta: piece,
});
const thinking = (index: number | undefined, words: string) =>
  delta(index, { type: "thinking_delta", thinking: words });
const text = (index: number | undefined, words: string) => delta(index, { type: "text_delta", text: words });
const stop = (index: number) => ({ type: "content_block_stop", index });
const ended = (usage: unknown = undefined) => ({
  type: "message_delta",
  delta: { stop_reason: "end_turn" },
  usage,
});
const over = { type: "message_stop" };
const whole = { text: "Hello.", reasoning: "Hmm.", finishReason: "end_turn", failure: null, sdkError: null };

describe("messagesReader", () => {
  it.each([
    ["no block is announced", [thinking(0, "Hmm."), text(1, "Hel"), text(1, "lo."), ended(), over]],
    ["blocks share an index", [thinking(0, "Hmm."), text(0, "Hel"), text(0, "lo."), ended(), over]],
    ["nothing has an index", [thinking(undefined, "Hmm."), text(undefined, "Hello."), ended(), over]],
    [
      "a block begins with text",
      [
        start(0, { type: "thinking", thinking: "Hm" }),
        thinking(0, "m."),
        stop(0),
        start(1, { type: "text", text: "Hello." }),
        stop(1),
        ended(),
        over,
      ],
    ],
    ["message_stop is left out", [thinking(0, "Hmm."), text(1, "Hello."), ended()]],
    [
      "there are events, blocks and deltas of the provider's own",
      [
        begun(),
        { type: "vendor_event" },
        start(0, { type: "vendor_block" }),
        delta(0, { type: "vendor_delta" }),
        stop(0),
        thinking(1, "Hmm."),
        delta(1, { type: "signature_delta", signature: null }),
        stop(1),
        text(2, "Hello."),
        ended({ output_tokens: null }),
        over,
      ],
    ],
    [
      "an early message_delta gives no reason",
      [
        thinking(0, "Hmm."),
        { type: "message_delta", delta: { stop_reason: null }, usage: { output_tokens: 1 } },
        text(1, "Hello."),
        ended(),
        over,
      ],
    ],
  ])("gives the whole answer when %s", async (_name, events) => {
    expect(await answerTo(...events)).toMatchObject(whole);
  });

  it("gives a tool call whose block never ends", async () => {
    const { toolCalls, sdkError } = await answerTo(
      start(0, { type: "tool_use", id: "call_1", name: "weather", input: {} }),
      delta(0, { type: "input_json_delta", partial_json: '{"city":' }),
      delta(0, { type: "input_json_delta", partial_json: '"Paris"}' }),
      ended(),
    );
    expect(toolCalls).toMatchObject([{ id: "call_1", name: "weather", input: { city: "Paris" } }]);
    expect(sdkError).toBeNull();
  });

  it.each([
    ["apart", { input_tokens: 10, cache_read_input_tokens: 80, cache_creation_input_tokens: 5 }, [95, 80, 5]],
    ["without a cache", { input_tokens: 10 }, [10, null, null]],
    ["as 0 where it is not known yet", { input_tokens: 0 }, [null, null, null]],
    ["not at all", undefined, [null, null, null]],
  ])("adds up a prompt that is counted %s", async (_name, promptUsage, counts) => {
    const { usage } = await answerTo(begun(promptUsage), text(0, "Hi"), ended({ output_tokens: 7 }), over);
    const { inputTokens, cacheReadTokens, cacheWriteTokens } = usage[0]?.usage ?? {};
    expect([inputTokens, cacheReadTokens, cacheWriteTokens]).toEqual(counts);
    expect(usage[0]?.usage).toMatchObject({ outputTokens: 7, reasoningTokens: null, source: "reported" });
  });

  it("takes the later count, and none before the end", async () => {
    const late = await answerTo(
      begun({ input_tokens: 0, output_tokens: 1 }),
      text(0, "Hi"),
      ended({ output_tokens: 7 }),
      { type: "message_delta", delta: {}, usage: { input_tokens: 10, output_tokens: 8, cost: "0.5" } },
      over,
    );
    expect(late.usage).toMatchObject([
      { usage: { inputTokens: 10, outputTokens: 8 }, reportedUsd: "0.500000000000" },
    ]);
    const cut = await answerTo(begun({ input_tokens: 10, output_tokens: 1 }), text(0, "Hi"));
    expect(cut).toMatchObject({ text: "Hi", usage: [], failure: { code: "cut-off" } });
  });

  it.each([
    ["overloaded_error", "overloaded"],
    ["rate_limit_error", "rate-limit"],
    ["authentication_error", "auth"],
    ["timeout_error", "timeout"],
    ["api_error", "upstream"],
  ])("says the error %s, after the text before it", async (type, errorClass) => {
    const error = { type: "error", error: { type, message: "Boom" } };
    expect(await answerTo(begun(), text(0, "Hi"), error)).toMatchObject({
      text: "Hi",
      failure: { class: errorClass, code: type, message: "Boom" },
    });
  });
});
