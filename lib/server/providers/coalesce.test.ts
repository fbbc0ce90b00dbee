import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Coalescer } from "./coalesce";
import { chatCompletionsReader } from "./dialects/read-chat-completions";
import { FlushClock } from "./flush-clock";

type Delta = { content?: string; reasoning_content?: string; tool_calls?: readonly unknown[] };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function deltaOf(chunk: Record<string, unknown>): Delta {
  const [choice] = chunk.choices as { delta: Delta }[];
  return choice?.delta ?? {};
}

const { read, merge } = chatCompletionsReader();
const push = (coalescer: Coalescer, delta: Delta) => coalescer.push(read({ choices: [{ index: 0, delta }] }));

describe("Coalescer", () => {
  it("hands on the first delta at once and later ones together", () => {
    const out: Delta[] = [];
    const coalescer = new Coalescer(merge, new FlushClock(), (chunk) => out.push(deltaOf(chunk)));
    push(coalescer, { content: "a" });
    expect(out).toMatchObject([{ content: "a" }]);
    push(coalescer, { content: "b" });
    push(coalescer, { content: "c" });
    expect(out).toHaveLength(1);
    vi.advanceTimersByTime(100);
    expect(out).toMatchObject([{ content: "a" }, { content: "bc" }]);
  });

  it("keeps every character in order, whatever is merged", () => {
    const delta = fc.oneof(
      fc.record({ content: fc.string({ unit: "grapheme", minLength: 1 }) }),
      fc.record({ reasoning_content: fc.string({ unit: "grapheme", minLength: 1 }) }),
      fc.constant({ tool_calls: [{ index: 0 }] }),
    );
    const kinds = (deltas: Delta[]) =>
      deltas.flatMap(({ content, reasoning_content, tool_calls }) => [
        ...[...(reasoning_content ?? "")].map((character) => `r${character}`),
        ...[...(content ?? "")].map((character) => `t${character}`),
        ...(tool_calls ? ["tool"] : []),
      ]);
    fc.assert(
      fc.property(fc.array(fc.tuple(delta, fc.nat(80))), (stream) => {
        const out: Delta[] = [];
        const coalescer = new Coalescer(merge, new FlushClock(), (chunk) => out.push(deltaOf(chunk)));
        for (const [piece, waitMs] of stream) {
          push(coalescer, piece);
          vi.advanceTimersByTime(waitMs);
        }
        coalescer.flush();
        expect(kinds(out)).toEqual(kinds(stream.map(([piece]) => piece)));
      }),
    );
  });

  it("forgets what was discarded", () => {
    const out: Delta[] = [];
    const coalescer = new Coalescer(merge, new FlushClock(), (chunk) => out.push(deltaOf(chunk)));
    push(coalescer, { content: "a" });
    push(coalescer, { content: "b" });
    coalescer.discard();
    vi.advanceTimersByTime(1000);
    coalescer.flush();
    expect(out).toMatchObject([{ content: "a" }]);
  });
});
