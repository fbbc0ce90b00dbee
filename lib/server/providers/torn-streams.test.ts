import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callLane } from "@/e2e/call-lane";
import type { AnswerParts } from "@/e2e/upstream/answer-parts";
import { messagesFrames } from "@/e2e/upstream/messages-frames";
import { type RawUpstream, startRawUpstream } from "@/e2e/upstream/raw-upstream";
import { responsesFrames } from "@/e2e/upstream/responses-frames";
import { encodeFrame, type Frame } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";

let upstream: RawUpstream;
beforeAll(async () => {
  upstream = await startRawUpstream();
});
afterAll(() => upstream.close());

const spoken = [
  ["chat-completions", zaiFrames],
  ["responses", responsesFrames],
  ["messages", messagesFrames],
] as const;

const usage = { inputTokens: 100, outputTokens: 50, reasoningTokens: 30, cachedTokens: 40 };
const deltas = fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }), {
  minLength: 1,
  maxLength: 6,
});
const answers = fc.record({ reasoning: deltas, text: deltas, city: fc.string({ unit: "grapheme" }) });

function partsOf({ reasoning, text, city }: { reasoning: string[]; text: string[]; city: string }) {
  const toolCalls = [{ id: "call_1", name: "weather", arguments: JSON.stringify({ city }) }];
  return { model: "glm-4-7-flash", reasoning, text, toolCalls, usage } satisfies AnswerParts;
}

function bytesOf(frames: Frame[]): Buffer {
  return Buffer.concat(frames.map((frame) => Buffer.from(encodeFrame(frame))));
}

/** Cuts bytes at the given places, in the middle of a character too; one write each. */
function tear(bytes: Buffer, cuts: number[]): Frame[] {
  const places = [...new Set(cuts.map((cut) => cut % bytes.length))].sort((a, b) => a - b);
  return [0, ...places]
    .map((from, index) => bytes.subarray(from, places[index]))
    .filter(({ length }) => length > 0)
    .map((raw) => ({ raw }));
}

describe("an answer torn at any byte", () => {
  it.each(spoken)("gives the same text, thinking, tool calls and usage in %s", async (dialect, framesOf) => {
    await fc.assert(
      fc.asyncProperty(answers, fc.array(fc.nat(), { maxLength: 12 }), async (answer, cuts) => {
        const frames = tear(bytesOf(framesOf(partsOf(answer))), cuts);
        const { content, observation, sdkError } = await callLane(upstream, dialect, frames);
        const call = { id: "call_1", name: "weather", input: { city: answer.city } };
        expect(content).toEqual({
          text: answer.text.join(""),
          reasoning: answer.reasoning.join(""),
          toolCalls: [{ ...call, output: null, invalid: false }],
        });
        expect(observation).toMatchObject({ failure: null, finishReason: expect.any(String) });
        expect(observation.usage).toMatchObject([
          { usage: { inputTokens: 100, cacheReadTokens: 40, outputTokens: 50, reasoningTokens: 30 } },
        ]);
        expect(sdkError).toBeNull();
      }),
      { numRuns: 30 },
    );
  });

  it.each(spoken)("and cut off in a piece keeps every piece before it in %s", async (dialect, framesOf) => {
    await fc.assert(
      fc.asyncProperty(answers, fc.nat(), fc.nat(), async ({ reasoning, text }, place, byte) => {
        const frames = framesOf({ model: "glm-4-7-flash", reasoning, text, finishReason: null });
        const first = frames.findIndex((frame) => deltaOf(frame) !== "") + 1;
        const whole = frames.slice(0, first + (place % (frames.length - first)));
        const next = bytesOf(frames.slice(whole.length, whole.length + 1));
        // Short of its closing brace: a piece that only lacks its line break is whole.
        const rest = next.subarray(0, byte % (next.length - 2));
        const { content, observation } = await callLane(upstream, dialect, [...whole, { raw: rest }]);
        expect(content.reasoning + content.text).toBe(whole.map(deltaOf).join(""));
        expect(observation.failure).not.toBeNull();
      }),
      { numRuns: 30 },
    );
  });
});

/** The text or thinking in a frame, whatever its dialect. */
function deltaOf(frame: Frame): string {
  const data = String(encodeFrame(frame)).replace(/^[^{]*/, "");
  const { choices, delta = choices?.[0].delta } = JSON.parse(data);
  if (typeof delta === "string") return delta;
  return delta?.text ?? delta?.thinking ?? delta?.content ?? delta?.reasoning_content ?? "";
}
