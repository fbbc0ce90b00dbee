import type { RunEnd } from "@/db/queries/finish-runs";
import type { PricePoint } from "@/db/queries/price-points";
import { upstreamName } from "@/lib/catalog/catalog";
import { billedUsd, computeCost } from "@/lib/pricing/cost";
import { isKnownFinish, statusOfFinish } from "@/lib/runs/outcome";
import type { RunContent, RunError, RunStatus, RunWarning, Usage } from "@/lib/runs/run";
import type { Thinking } from "@/lib/runs/settings";
import { brokenThinkingPromise } from "@/lib/runs/thinking-parity";
import { estimateUsage, estimateWithLastRequest } from "./estimate-usage";
import type { RunResult } from "./execute-run";
import type { CallablePlan } from "./plan-lane";
import { addUsage, type ReportedUsage } from "./providers/convert-usage";
import { countAnswered, isAnswered, type WireObservation } from "./providers/wire-observation";
import { NOBODY_WATCHED, SERVER_STOPPED } from "./run-hub/stop-reasons";

export type RunContext = {
  id: string;
  plan: CallablePlan;
  /** The upstream that the lane pinned. */
  pinnedUpstream: string | null;
  /** How the lane was to think; absent: as the provider does by itself. */
  thinking: Thinking | null | undefined;
  /** Whether the model was to search the web. */
  webSearch: boolean;
  /** All text that was sent, for an estimate where the provider gives no count. */
  promptText: string;
  signal: AbortSignal;
  /** Price points of the offer: its own and its upstreams'. */
  prices: readonly PricePoint[];
  endedAt: Date;
};

/** Judges and prices a run that is over: its outcome, usage, cost and timings, ready for the log. */
export function concludeRun(context: RunContext, result: RunResult): RunEnd {
  const { observation, content, meter } = result;
  const warnings = [...context.plan.warnings];
  const { status, error } = outcomeOf(context, result, warnings);
  const reports = observation.usage.filter((report) => report !== undefined);
  const report = isLastCounted(observation) ? addUsage(reports) : null;
  const usage = report?.usage ?? estimatedUsage(context, observation, content, reports);
  const broken = brokenThinkingPromise(context.thinking, content.reasoning, usage);
  if (broken && (status === "completed" || status === "length")) warnings.push(broken);
  const upstream = answeringUpstream(context, observation);
  const price = priceOf(context, upstream);
  const timing = meter.timing(usage);
  return {
    id: context.id,
    status,
    error,
    finishReason: observation.finishReason,
    upstream,
    sent: observation.sent,
    text: content.text,
    reasoning: content.reasoning,
    toolCalls: content.toolCalls,
    reasoningDetails:
      context.plan.adapter.replaysThinking === "reasoning_details" ? observation.reasoningDetails : null,
    inputTokens: usage?.inputTokens ?? null,
    cacheReadTokens: usage?.cacheReadTokens ?? null,
    cacheWriteTokens: usage?.cacheWriteTokens ?? null,
    outputTokens: usage?.outputTokens ?? null,
    reasoningTokens: usage?.reasoningTokens ?? null,
    usageSource: usage?.source ?? null,
    ...costOf(usage, report, price, webSearches(context, observation), warnings),
    pricePointId: price?.id ?? null,
    queuedMs: timing.queuedMs,
    ttftMs: timing.ttftMs,
    firstAnswerMs: timing.firstAnswerMs,
    thinkingMs: timing.thinkingMs,
    throughputTps: timing.throughputTps,
    endToEndMs: timing.endToEndMs,
    longestStallMs: timing.longestStallMs,
    gapP50Ms: timing.gapP50Ms,
    gapP95Ms: timing.gapP95Ms,
    attempts: observation.attempts,
    warnings,
    endedAt: context.endedAt,
  };
}

function outcomeOf(
  { signal }: RunContext,
  { observation, content, sdkError }: RunResult,
  warnings: RunWarning[],
): { status: RunStatus; error: RunError | null } {
  const { finishReason } = observation;
  const failure = observation.failure ?? observation.earlierFailure;
  // An answer that had ended by itself stays what it is, however late the stop came.
  if (signal.aborted && finishReason === null) {
    if (signal.reason === NOBODY_WATCHED) {
      const message =
        "Nobody had watched this run for a while (GLIMPSE_DETACHED_SECONDS), so it was stopped. What had arrived is kept.";
      warnings.push({ code: "nobody-watched", message });
    }
    return { status: signal.reason === SERVER_STOPPED ? "interrupted" : "aborted", error: null };
  }
  if (failure) return { status: "failed", error: failure };
  if (finishReason === null) {
    return {
      status: "failed",
      error: ownError("malformed-stream", "no-finish", sdkError ?? "The stream ended unfinished."),
    };
  }
  const status = statusOfFinish(finishReason);
  if (status === "failed") {
    const errorClass = finishReason === "network_error" ? "network" : "upstream";
    const message = `The provider broke off with the finish reason "${finishReason}". Run it again, or choose another provider.`;
    return { status, error: ownError(errorClass, finishReason, message) };
  }
  if (!isKnownFinish(finishReason)) {
    warnings.push({
      code: "unknown-finish-reason",
      message: `The provider ended with the unknown reason "${finishReason}".`,
    });
  }
  if (content.text === "" && content.toolCalls.length === 0 && content.reasoning !== "") {
    const message = "The answer is empty: everything came as thinking.";
    warnings.push({ code: "empty-answer", message });
  }
  return { status, error: null };
}

function ownError(errorClass: RunError["class"], code: string, message: string): RunError {
  return { class: errorClass, code, message, httpStatus: 200, retryAfterMs: null };
}

/** Whether the provider counted the last request that it answered; one that it refused cost nothing. */
function isLastCounted(observation: WireObservation): boolean {
  const last = observation.attempts.length - 1;
  return !isAnswered(observation, last) || observation.usage[last] !== undefined;
}

/**
 * Counts for an answer that came without any, or whose last request did, marked as an estimate. Null when nothing was
 * sent or nothing came back: a refused request is not billed.
 */
function estimatedUsage(
  context: RunContext,
  observation: WireObservation,
  content: RunContent,
  reports: readonly ReportedUsage[],
): Usage | null {
  if (reports.length > 0) return estimateWithLastRequest(reports, context.promptText, content);
  const hasOutput = content.text !== "" || content.reasoning !== "" || content.toolCalls.length > 0;
  if (countAnswered(observation) === 0 && !hasOutput) return null;
  return estimateUsage(context.promptText, content);
}

/** Who really answered; a pinned upstream where the provider does not say. */
function answeringUpstream(
  { plan, pinnedUpstream }: RunContext,
  observation: WireObservation,
): string | null {
  const said = observation.upstream ?? pinnedUpstream;
  return plan.provider.kind === "router" && said !== null ? upstreamName(plan.offer, said) : null;
}

function priceOf({ plan, prices }: RunContext, upstream: string | null): PricePoint | null {
  const of = (at: string | null) =>
    prices.find((price) => price.offer === plan.offer.id && price.upstream === at);
  return (upstream === null ? undefined : of(upstream)) ?? of(null) ?? null;
}

/** How many web searches the run is charged for: each request of a tool loop may search. */
function webSearches({ plan, webSearch }: RunContext, observation: WireObservation): number {
  if (!webSearch || !plan.adapter.webSearch) return 0;
  if (plan.adapter.chargesWebSearchWhenEnabled) return countAnswered(observation);
  return observation.broughtWebResults.filter(Boolean).length;
}

function costOf(
  usage: Usage | null,
  report: ReportedUsage | null,
  price: PricePoint | null,
  webSearch: number,
  warnings: RunWarning[],
): Pick<RunEnd, "billedUsd" | "computedUsd" | "reportedUsd" | "lookedUpUsd"> {
  const computed = usage && price ? computeCost(usage, price.pricing, { webSearch }) : null;
  for (const part of computed?.assumedInputPriceFor ?? []) {
    const message = `The price of ${part === "cacheRead" ? "cache reads" : "cache writes"} is unknown; the input price was used.`;
    warnings.push({ code: "assumed-cache-price", message });
  }
  const cost = {
    computedUsd: computed?.usd ?? null,
    reportedUsd: report?.reportedUsd ?? null,
    lookedUpUsd: null,
  };
  return { ...cost, billedUsd: billedUsd(cost) };
}
