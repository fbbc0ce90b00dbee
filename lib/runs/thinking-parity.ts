import type { Run, RunWarning, Usage } from "./run";
import type { Thinking } from "./settings";

/** What a run gives as evidence of having thought; all that is needed of it. */
export type ThinkingEvidence = { reasoningCharacters: number; reasoningTokens: number | null };

export function evidenceOf(run: Pick<Run, "content" | "usage">): ThinkingEvidence {
  return {
    reasoningCharacters: run.content?.reasoning.length ?? 0,
    reasoningTokens: run.usage?.source === "reported" ? run.usage.reasoningTokens : null,
  };
}

/** Whether a run thought: text of it arrived, or the provider counted some. */
export function hasThought({ reasoningCharacters, reasoningTokens }: ThinkingEvidence): boolean {
  return reasoningCharacters > 0 || (reasoningTokens ?? 0) > 0;
}

/** A warning where the answer proves that thinking was not switched as asked; null where it was, or nothing was asked. */
export function brokenThinkingPromise(
  asked: Thinking | null | undefined,
  reasoning: string,
  usage: Usage | null,
): RunWarning | null {
  if (!asked) return null;
  const evidence = {
    reasoningCharacters: reasoning.length,
    reasoningTokens: usage?.source === "reported" ? usage.reasoningTokens : null,
  };
  if (asked === "off" && hasThought(evidence)) {
    const tokens =
      evidence.reasoningTokens === null ? "" : ` and ${evidence.reasoningTokens} reasoning tokens`;
    const message = `Thinking was switched off, but ${evidence.reasoningCharacters} characters of it${tokens} came.`;
    return { code: "thinking-not-honoured", message };
  }
  if (asked !== "off" && !hasThought(evidence)) {
    const message = `Thinking was asked for ("${asked}"), but none came. GLM-4.6 may decide not to think.`;
    return { code: "thinking-not-honoured", message };
  }
  return null;
}

/** What keeps a lane from being compared with the others of its turn. */
export type ParityGap = { lane: number; reason: string };

/**
 * The lanes of one turn that thought while others did not, or the other way round: their time to first answer, tokens
 * and cost do not measure the same thing. Empty when all that answered are alike. The smaller group is named; where
 * both are equally large, all lanes are.
 */
export function thinkingGaps(
  runs: readonly Pick<Run, "lane" | "content" | "usage" | "status">[],
): ParityGap[] {
  const answered = runs.filter(({ status }) => status === "completed" || status === "length");
  const thought = answered.filter((run) => hasThought(evidenceOf(run)));
  const plain = answered.filter((run) => !hasThought(evidenceOf(run)));
  if (thought.length === 0 || plain.length === 0) return [];
  const thinkers = thought.map(({ lane }) => ({
    lane,
    reason: "This lane thought before it answered, others did not.",
  }));
  const others = plain.map(({ lane }) => ({
    lane,
    reason: "This lane answered without thinking, others thought first.",
  }));
  if (thinkers.length === others.length) return [...thinkers, ...others].sort((a, b) => a.lane - b.lane);
  return thinkers.length < others.length ? thinkers : others;
}
