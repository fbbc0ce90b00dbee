import type { LoggedRun } from "@/db/queries/runs";
import { toCsv } from "@/lib/csv";

/** The columns of the CSV export, and where in a run each is; JSONL carries the whole run. */
const COLUMNS: [name: string, of: (run: LoggedRun) => unknown][] = [
  ["id", ({ id }) => id],
  ["comparisonId", ({ comparisonId }) => comparisonId],
  ["turn", ({ turn }) => turn],
  ["lane", ({ lane }) => lane],
  ["attempt", ({ attempt }) => attempt],
  ["createdAt", ({ createdAt }) => createdAt],
  ["endedAt", ({ endedAt }) => endedAt],
  ["offer", ({ offer }) => offer],
  ["tier", ({ tier }) => tier],
  ["provider", ({ provider }) => provider],
  ["upstream", ({ upstream }) => upstream],
  ["modelId", ({ modelId }) => modelId],
  ["simulated", ({ simulated }) => simulated],
  ["status", ({ status }) => status],
  ["finishReason", ({ finishReason }) => finishReason],
  ["errorClass", ({ error }) => error?.class],
  ["errorMessage", ({ error }) => error?.message],
  ["inputTokens", ({ usage }) => usage?.inputTokens],
  ["cacheReadTokens", ({ usage }) => usage?.cacheReadTokens],
  ["cacheWriteTokens", ({ usage }) => usage?.cacheWriteTokens],
  ["outputTokens", ({ usage }) => usage?.outputTokens],
  ["reasoningTokens", ({ usage }) => usage?.reasoningTokens],
  ["usageSource", ({ usage }) => usage?.source],
  ["billedUsd", ({ cost }) => cost.billedUsd],
  ["computedUsd", ({ cost }) => cost.computedUsd],
  ["reportedUsd", ({ cost }) => cost.reportedUsd],
  ["queuedMs", ({ timing }) => timing.queuedMs],
  ["ttftMs", ({ timing }) => timing.ttftMs],
  ["firstAnswerMs", ({ timing }) => timing.firstAnswerMs],
  ["thinkingMs", ({ timing }) => timing.thinkingMs],
  ["throughputTps", ({ timing }) => timing.throughputTps],
  ["endToEndMs", ({ timing }) => timing.endToEndMs],
  ["longestStallMs", ({ timing }) => timing.longestStallMs],
  ["prompt", ({ prompt }) => prompt],
  ["text", ({ content }) => content?.text],
  ["reasoning", ({ content }) => content?.reasoning],
];

export function csvHeader(): string {
  return toCsv([COLUMNS.map(([name]) => name)]);
}

export function csvLines(runs: LoggedRun[]): string {
  return toCsv(runs.map((run) => COLUMNS.map(([, of]) => of(run) ?? "")));
}

export function jsonLines(runs: LoggedRun[]): string {
  return runs.map((run) => `${JSON.stringify(run)}\n`).join("");
}
