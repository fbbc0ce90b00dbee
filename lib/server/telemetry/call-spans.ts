import {
  type Attributes,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import type { Attempt, Run } from "@/lib/runs/run";

/** A call as one span, its HTTP attempts below it. Made when it is over, so that nothing happens while it streams. */
export function recordCallSpans(tracer: Tracer, run: Run, attributes: Attributes): void {
  const { startTime, endTime } = callTimes(run);
  const span = tracer.startSpan(
    `chat ${run.modelId}`,
    { kind: SpanKind.CLIENT, startTime, attributes: { ...attributes, ...runAttributes(run) } },
    ROOT_CONTEXT,
  );
  const context = trace.setSpan(ROOT_CONTEXT, span);
  for (const [index, attempt] of run.attempts.entries()) {
    const next = run.attempts[index + 1];
    tracer
      .startSpan("POST", { kind: SpanKind.CLIENT, ...attemptOptions(attempt, attributes) }, context)
      .end(next ? Date.parse(next.startedAt) - next.waitMs : endTime);
  }
  if (run.error) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(endTime);
}

/** How long a call took, from its first attempt on: waiting for a turn is not part of it. */
export function callSeconds(run: Run): number {
  const { startTime, endTime } = callTimes(run);
  return (endTime - startTime) / 1000;
}

function callTimes({ attempts, createdAt, endedAt }: Run): { startTime: number; endTime: number } {
  const startTime = Date.parse(attempts[0]?.startedAt ?? createdAt);
  return { startTime, endTime: Math.max(startTime, Date.parse(endedAt ?? createdAt)) };
}

/** What tells this run from others. An error's message stays out: providers quote the prompt in it. */
function runAttributes(run: Run): Attributes {
  const { usage, settings, timing, cost } = run;
  return withoutNulls({
    "gen_ai.conversation.id": run.comparisonId,
    "gen_ai.request.stream": true,
    "gen_ai.request.max_tokens": settings.maxOutputTokens,
    "gen_ai.request.temperature": settings.temperature,
    "gen_ai.request.top_p": settings.topP,
    "gen_ai.request.seed": settings.seed,
    "gen_ai.response.finish_reasons": run.finishReason === null ? null : [run.finishReason],
    "gen_ai.response.time_to_first_chunk": timing.ttftMs === null ? null : timing.ttftMs / 1000,
    "gen_ai.usage.input_tokens": usage?.inputTokens,
    "gen_ai.usage.output_tokens": usage?.outputTokens,
    "gen_ai.usage.cache_read.input_tokens": usage?.cacheReadTokens,
    "gen_ai.usage.reasoning.output_tokens": usage?.reasoningTokens,
    "glimpse.usage.source": usage?.source,
    "glimpse.run.id": run.id,
    "glimpse.run.status": run.status,
    "glimpse.run.cost": cost.billedUsd === null ? null : Number(cost.billedUsd),
    "glimpse.offer": run.offer,
    "glimpse.upstream": run.upstream,
  });
}

function attemptOptions({ status, startedAt }: Attempt, attributes: Attributes) {
  const { "server.address": address, "server.port": port } = attributes;
  return {
    startTime: Date.parse(startedAt),
    attributes: withoutNulls({
      "http.request.method": "POST",
      "http.response.status_code": status,
      "server.address": address,
      "server.port": port,
    }),
  };
}

function withoutNulls(attributes: { [name: string]: Attributes[string] | null }): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null));
}
