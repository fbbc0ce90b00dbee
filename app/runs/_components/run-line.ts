import type { LoggedRun } from "@/db/queries/runs";
import type { RunStatus } from "@/lib/runs/run";

/** A line of the log: what the table shows, and no more of the run than that. */
export type RunLine = {
  id: string;
  comparisonId: string;
  createdAt: string;
  prompt: string;
  tier: string;
  tierName: string;
  providerName: string;
  upstreamName: string | null;
  status: RunStatus;
  attempt: number;
  simulated: boolean;
  ttftMs: number | null;
  firstAnswerMs: number | null;
  throughputTps: number | null;
  inputTokens: number | null;
  outputTokens: number | null;
  isUsageEstimated: boolean;
  billedUsd: string | null;
  isCostEstimated: boolean;
};

export type CatalogNames = { tier: (id: string) => string; provider: (id: string) => string };

const LONGEST_PROMPT = 160;

export function runLine(run: LoggedRun, names: CatalogNames): RunLine {
  const { usage, cost, timing } = run;
  const isUsageEstimated = usage?.source === "estimated";
  return {
    id: run.id,
    comparisonId: run.comparisonId,
    createdAt: run.createdAt,
    prompt: firstLine(run.prompt),
    tier: run.tier,
    tierName: names.tier(run.tier),
    providerName: names.provider(run.provider),
    upstreamName: run.upstream === null ? null : names.provider(run.upstream),
    status: run.status,
    attempt: run.attempt,
    simulated: run.simulated,
    ttftMs: timing.ttftMs,
    firstAnswerMs: timing.firstAnswerMs,
    throughputTps: timing.throughputTps,
    inputTokens: usage?.inputTokens ?? null,
    outputTokens: usage?.outputTokens ?? null,
    isUsageEstimated,
    billedUsd: cost.billedUsd,
    // What the provider says it charged is no estimate, even where the counts are.
    isCostEstimated: isUsageEstimated && cost.reportedUsd === null && cost.lookedUpUsd === null,
  };
}

/** The first line that says something, by whole characters. */
function firstLine(prompt: string): string {
  const line = prompt.split("\n").find((text) => text.trim() !== "") ?? "";
  return [...line.trim()].slice(0, LONGEST_PROMPT).join("");
}
