import { exactQuantile } from "../stats/exact-quantile";
import type { Timing, Usage } from "./run";

/** What one read from the socket held; several deltas in a read are one arrival. */
export type Arrival = { reasoning: boolean; text: boolean; tool: boolean };

/** What came faster came in one piece, and says nothing of the pace. */
const SHORTEST_STREAM_MS = 100;

/** One request of a run and what came back; a tool loop makes several, an HTTP retry replaces one that gave nothing. */
type Step = { sentAt: number; firstAt: number | null; lastAt: number | null };

/**
 * Takes the stamps of one run and gives its timings, as `docs/measurement.md` defines them.
 * All moments are milliseconds of one monotonic clock (`performance.now()`), taken by the caller when the bytes arrive.
 */
export class Meter {
  private readonly queuedAt: number;
  private readonly steps: Step[] = [];
  private readonly gaps: number[] = [];
  private firstReasoningAt: number | null = null;
  private firstAnswerAt: number | null = null;
  private endedAt: number | null = null;
  private arrivals = 0;
  private attempts = 0;

  constructor(queuedAt: number) {
    this.queuedAt = queuedAt;
  }

  /** The request is handed to the socket. */
  sent(at: number): void {
    this.attempts += 1;
    const current = this.steps.at(-1);
    // An attempt that brought no output is replaced: its time is queue time, never TTFT.
    if (current && current.firstAt === null) current.sentAt = at;
    else this.steps.push({ sentAt: at, firstAt: null, lastAt: null });
  }

  /** A read that held at least one non-empty delta; the parts of one read come with the same stamp. */
  arrived(at: number, { reasoning, text, tool }: Arrival): void {
    const step = this.steps.at(-1);
    if (!step || !(reasoning || text || tool)) return;
    if (at !== step.lastAt) this.arrivals += 1;
    if (step.lastAt !== null && at !== step.lastAt) this.gaps.push(at - step.lastAt);
    step.firstAt ??= at;
    step.lastAt = at;
    if (reasoning) this.firstReasoningAt ??= at;
    if (text || tool) this.firstAnswerAt ??= at;
  }

  /** The stream is over, whatever the outcome. Only the first call counts. */
  ended(at: number): void {
    this.endedAt ??= at;
  }

  /** Milliseconds since the request was sent; null before that. */
  elapsedMs(now: number): number | null {
    return since(this.steps[0]?.sentAt, this.endedAt ?? now);
  }

  /** What is known as soon as the first deltas are there; null until then. */
  firsts(): Pick<Timing, "ttftMs" | "firstAnswerMs"> {
    const first = this.steps[0];
    return {
      ttftMs: since(first?.sentAt, first?.firstAt),
      firstAnswerMs: since(first?.sentAt, this.firstAnswerAt),
    };
  }

  /** The figures so far. Throughput needs the provider's own count: an estimate would read like a measurement. */
  timing(usage: Usage | null): Timing {
    const first = this.steps[0];
    return {
      queuedMs: since(this.queuedAt, first?.sentAt),
      ...this.firsts(),
      thinkingMs: this.thinkingMs(),
      throughputTps: usage?.source === "reported" ? this.throughputTps(usage) : null,
      endToEndMs: since(first?.sentAt, this.endedAt),
      longestStallMs: this.gaps.length > 0 ? rounded(this.gaps.reduce((a, b) => Math.max(a, b))) : null,
      gapP50Ms: rounded(exactQuantile(this.gaps, 0.5)),
      gapP95Ms: rounded(exactQuantile(this.gaps, 0.95)),
      attempts: this.attempts,
    };
  }

  /** Null where there was no thinking, or where the answer (a tool call, say) began before it. */
  private thinkingMs(): number | null {
    const ms = since(this.firstReasoningAt, this.firstAnswerAt);
    return ms === null || ms < 0 ? null : ms;
  }

  /** Tokens per second between the first and the last delta; null where one big chunk would read as thousands. */
  throughputTps(usage: Pick<Usage, "outputTokens" | "reasoningTokens">): number | null {
    if (usage.outputTokens === null || this.arrivals < 2) return null;
    const neverStreamed = this.firstReasoningAt === null ? (usage.reasoningTokens ?? 0) : 0;
    const streamedTokens = usage.outputTokens - neverStreamed;
    let streamMs = 0;
    let streams = 0;
    for (const { firstAt, lastAt } of this.steps) {
      if (firstAt === null || lastAt === null) continue;
      // Its tokens are in the sum, and its time is nearly none.
      if (lastAt - firstAt < SHORTEST_STREAM_MS) return null;
      streamMs += lastAt - firstAt;
      streams += 1;
    }
    if (streams === 0 || streamedTokens <= streams) return null;
    return rounded(((streamedTokens - streams) / streamMs) * 1000);
  }
}

function since(from: number | null | undefined, to: number | null | undefined): number | null {
  return from == null || to == null ? null : rounded(to - from);
}

/** To a microsecond: the clock gives no more, and a log of 17 digits helps nobody. */
function rounded(value: number): number;
function rounded(value: number | null): number | null;
function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1000) / 1000;
}
