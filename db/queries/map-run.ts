import type { runs } from "@/db/schema";
import { DIALECTS, type Dialect } from "@/lib/catalog/types";
import { RUN_STATUSES, type Run, type RunStatus } from "@/lib/runs/run";
import type { RunEnd } from "./finish-runs";

export type RunRow = typeof runs.$inferSelect;

/** A row of the log as the API shows it. The text columns are our own writing, so an unknown word is a fault worth an exception. */
export function mapRun(row: RunRow, { withContent }: { withContent: boolean }): Run {
  return {
    id: row.id,
    comparisonId: row.comparisonId,
    turn: row.turn,
    lane: row.lane,
    attempt: row.attempt,
    offer: row.offer,
    tier: row.tier,
    provider: row.provider,
    upstream: row.upstream,
    dialect: knownDialect(row.dialect),
    modelId: row.modelId,
    simulated: row.simulated,
    settings: row.settings,
    sent: row.sent,
    status: knownStatus(row.status),
    finishReason: row.finishReason,
    warnings: row.warnings,
    error: row.error,
    ...(withContent
      ? { content: { text: row.text, reasoning: row.reasoning, toolCalls: row.toolCalls } }
      : {}),
    usage:
      row.usageSource === null
        ? null
        : {
            inputTokens: row.inputTokens,
            cacheReadTokens: row.cacheReadTokens,
            cacheWriteTokens: row.cacheWriteTokens,
            outputTokens: row.outputTokens,
            reasoningTokens: row.reasoningTokens,
            source: row.usageSource === "reported" ? "reported" : "estimated",
          },
    cost: {
      billedUsd: row.billedUsd,
      computedUsd: row.computedUsd,
      reportedUsd: row.reportedUsd,
      lookedUpUsd: row.lookedUpUsd,
      pricePointId: row.pricePointId,
    },
    timing: {
      queuedMs: row.queuedMs,
      ttftMs: row.ttftMs,
      firstAnswerMs: row.firstAnswerMs,
      thinkingMs: row.thinkingMs,
      throughputTps: row.throughputTps,
      endToEndMs: row.endToEndMs,
      longestStallMs: row.longestStallMs,
      gapP50Ms: row.gapP50Ms,
      gapP95Ms: row.gapP95Ms,
      attempts: row.attempts.length,
    },
    attempts: row.attempts,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

/** What a row has before anything of its run is known. */
const UNKNOWN = {
  upstream: null,
  finishReason: null,
  error: null,
  text: "",
  reasoning: "",
  reasoningDetails: null,
  inputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  outputTokens: null,
  reasoningTokens: null,
  usageSource: null,
  billedUsd: null,
  computedUsd: null,
  reportedUsd: null,
  lookedUpUsd: null,
  reservedUsd: null,
  ownKey: false,
  network: null,
  pricePointId: null,
  queuedMs: null,
  ttftMs: null,
  firstAnswerMs: null,
  thinkingMs: null,
  throughputTps: null,
  endToEndMs: null,
  longestStallMs: null,
  gapP50Ms: null,
  gapP95Ms: null,
  instance: null,
  endedAt: null,
} satisfies Partial<RunRow>;

/** A run as it will be read once its end is in the log, from the row that was inserted and its end. */
export function finishedRun(row: typeof runs.$inferInsert, end: RunEnd): Run {
  return mapRun({ ...UNKNOWN, ...row, ...end }, { withContent: true });
}

export function knownStatus(word: string): RunStatus {
  const status = RUN_STATUSES.find((known) => known === word);
  if (!status) throw new Error(`unknown run status in the log: ${word}`);
  return status;
}

export function knownDialect(word: string): Dialect {
  const dialect = DIALECTS.find((known) => known === word);
  if (!dialect) throw new Error(`unknown dialect in the log: ${word}`);
  return dialect;
}
