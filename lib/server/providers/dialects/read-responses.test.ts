import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callLane } from "@/e2e/call-lane";
import { type RawUpstream, startRawUpstream } from "@/e2e/upstream/raw-upstream";
import { responsesFrames } from "@/e2e/upstream/responses-frames";

let upstream: RawUpstream;
beforeAll(async () => {
  upstream = await startRawUpstream();
});
afterAll(() => upstream.close());

/** What comes of a lane when a provider sends these events, through the real SDK. */
async function answerTo(...events: object[]) {
  const frames = events.map((data) => ({ data }));
  const { content, observation, sdkError } = await callLane(upstream, "responses", frames);
  return { ...content, ...observation, sdkError };
}

const thinking = (delta: string, more = {}) => ({ type: "response.reasoning_text.delta", delta, ...more });
const summary = (delta: string, more = {}) => ({
  type: "response.reasoning_summary_text.delta",
  delta,
  ...more,
});
const text = (delta: string, more = {}) => ({ type: "response.output_text.delta", delta, ...more });
const completed = (response = {}) => ({ type: "response.completed", response });
const whole = { text: "Hello.", reasoning: "Hmm.", finishReason: "completed", failure: null, sdkError: null };

describe("responsesReader", () => {
  it.each(["reasoning_text", "reasoning_summary_text"] as const)(
    "reads thinking that comes as %s",
    async (thinkingAs) => {
      const parts = { model: "flash", reasoning: ["Hm", "m."], text: ["Hel", "lo."], thinkingAs };
      const frames = responsesFrames(parts);
      const { content } = await callLane(upstream, "responses", frames);
      expect(content).toMatchObject({ text: "Hello.", reasoning: "Hmm." });
    },
  );

  it.each([
    ["no item is announced and nothing has an id", [thinking("Hmm."), text("Hel"), text("lo."), completed()]],
    [
      "thinking comes twice, in full and as a summary",
      [thinking("Hm"), summary("Short"), thinking("m."), summary("er"), text("Hello."), completed()],
    ],
    [
      "a summary has several parts",
      [
        summary("H", { summary_index: 0, item_id: "rs" }),
        summary("mm.", { summary_index: 1, item_id: "rs" }),
        text("Hello."),
        completed(),
      ],
    ],
    [
      "ids change from event to event",
      [
        { type: "response.output_item.added", output_index: 0, item: { type: "reasoning", id: "a" } },
        thinking("Hm", { output_index: 0, item_id: "b" }),
        thinking("m.", { output_index: 0, item_id: "c" }),
        text("Hel", { output_index: 1, item_id: "d" }),
        text("lo.", { output_index: 1, item_id: "e" }),
        completed(),
      ],
    ],
    [
      "items end under another id than they had",
      [
        thinking("Hmm."),
        {
          type: "response.output_item.done",
          item: { type: "reasoning", id: "a", summary: [{ text: "Hmm." }] },
        },
        text("Hello."),
        {
          type: "response.output_item.done",
          item: { type: "message", id: "b", content: [{ text: "Hello." }] },
        },
        completed(),
      ],
    ],
    [
      "items come whole at their end",
      [
        {
          type: "response.output_item.done",
          item: { type: "reasoning", content: [], summary: [{ type: "summary_text", text: "Hmm." }] },
        },
        {
          type: "response.output_item.done",
          item: { type: "message", content: [{ type: "output_text", text: "Hello." }] },
        },
        completed(),
      ],
    ],
    [
      "there are events and items of the provider's own",
      [
        { type: "response.vendor.delta", delta: 7 },
        { type: "response.output_item.added", output_index: 0, item: { type: "vendor_call" } },
        { type: "response.output_item.done", output_index: 0, item: { type: "web_search_call" } },
        thinking("Hmm.", { output_index: 1 }),
        text("Hello.", { output_index: 2, logprobs: "none" }),
        completed({ usage: "none", incomplete_details: null }),
      ],
    ],
  ])("gives the whole answer when %s", async (_name, events) => {
    expect(await answerTo(...events)).toMatchObject(whole);
  });

  it.each([
    ["unannounced, whole at its end", []],
    [
      "announced, without an end",
      [
        {
          type: "response.output_item.added",
          output_index: 0,
          item: { type: "function_call", call_id: "call_1", name: "weather" },
        },
      ],
    ],
  ])("gives a tool call that is %s", async (_name, opening) => {
    const item = {
      type: "function_call",
      call_id: "call_1",
      name: "weather",
      arguments: '{"city":"Paris"}',
    };
    const pieces = ['{"city":', '"Paris"}'].map((delta) => ({
      type: "response.function_call_arguments.delta",
      output_index: 0,
      delta,
    }));
    const end = opening.length > 0 ? [] : [{ type: "response.output_item.done", output_index: 0, item }];
    const { toolCalls, sdkError } = await answerTo(...opening, ...pieces, ...end, completed());
    expect(toolCalls).toMatchObject([{ id: "call_1", name: "weather", input: { city: "Paris" } }]);
    expect(sdkError).toBeNull();
  });

  it("reads a refusal as text", async () => {
    expect(await answerTo({ type: "response.refusal.delta", delta: "No." }, completed())).toMatchObject({
      text: "No.",
      finishReason: "completed",
    });
  });

  it("keeps what is unknown of the usage apart from 0, and what was counted before a failure", async () => {
    const counts = { input_tokens: 5, output_tokens: 7 };
    const { usage } = await answerTo(text("Hi"), completed({ usage: counts }));
    expect(usage).toMatchObject([
      { usage: { inputTokens: 5, cacheReadTokens: null, outputTokens: 7, reasoningTokens: null } },
    ]);
    const error = { code: "server_error", message: "Boom" };
    const failed = await answerTo(text("Hi"), {
      type: "response.failed",
      response: { usage: counts, error },
    });
    expect(failed).toMatchObject({
      text: "Hi",
      failure: { class: "upstream", code: "server_error", message: "Boom" },
      usage: [{ usage: { outputTokens: 7 } }],
    });
  });

  it.each([
    ["flat", { type: "error", code: "rate_limit_exceeded", message: "Slow down" }, "rate-limit"],
    [
      "an object",
      { type: "error", error: { type: "invalid_request_error", code: null, message: "Slow down" } },
      "invalid-request",
    ],
    ["a string without a type", { error: "Slow down" }, "upstream"],
  ])("says the error that is %s, after the text before it", async (_name, error, errorClass) => {
    expect(await answerTo(text("Hi"), error)).toMatchObject({
      text: "Hi",
      failure: { class: errorClass, message: "Slow down" },
    });
  });
});
