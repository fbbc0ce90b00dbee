"use client";

import { Gauge } from "lucide-react";
import { MetricLabel } from "@/components/metric";
import { formatCount, formatMs, formatUsd } from "@/components/numbers/format-metric";
import { iconButtonClassName } from "@/components/ui/icon-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Tooltip } from "@/components/ui/tooltip";
import type { MetricId } from "@/lib/runs/metric-definitions";
import type { Run } from "@/lib/runs/run";

/** Everything that was measured about a run, beyond the five figures in its head. */
export function RunDetails({ run }: { run: Run }) {
  return (
    <Popover>
      <Tooltip content="All figures">
        <PopoverTrigger aria-label="All figures" className={iconButtonClassName()}>
          <Gauge size={15} aria-hidden />
        </PopoverTrigger>
      </Tooltip>
      <PopoverContent title="All figures" align="end" className="w-72 p-4">
        <dl className="flex flex-col gap-1 text-sm">
          {rowsOf(run).map(({ id, label, value }) => (
            <div key={id} className="flex min-h-6 items-center justify-between gap-4">
              <dt className="text-muted">
                <MetricLabel id={id} label={label} />
              </dt>
              <dd className="truncate tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
        <dl className="mt-2 flex flex-col gap-1 border-t pt-2 text-sm">
          <Fact label="Model" value={run.modelId} />
          <Fact label="Dialect" value={run.dialect} />
          <Fact label="Finish reason" value={run.finishReason ?? "—"} />
          <Fact label="HTTP attempts" value={formatCount(run.timing.attempts)} />
        </dl>
      </PopoverContent>
    </Popover>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex min-h-6 items-center justify-between gap-4">
      <dt className="text-muted">{label}</dt>
      <dd className="truncate font-mono text-xs">{value}</dd>
    </div>
  );
}

function rowsOf({ timing, usage, cost }: Run): { id: MetricId; label?: string; value: string }[] {
  return [
    { id: "endToEndMs", value: formatMs(timing.endToEndMs) },
    { id: "thinkingMs", value: formatMs(timing.thinkingMs) },
    { id: "queuedMs", value: formatMs(timing.queuedMs) },
    { id: "longestStallMs", value: formatMs(timing.longestStallMs) },
    { id: "gapP50Ms", value: formatMs(timing.gapP50Ms) },
    { id: "gapP95Ms", value: formatMs(timing.gapP95Ms) },
    { id: "inputTokens", value: formatCount(usage?.inputTokens) },
    { id: "cacheReadTokens", value: formatCount(usage?.cacheReadTokens) },
    { id: "reasoningTokens", label: "Reasoning tokens", value: formatCount(usage?.reasoningTokens) },
    { id: "computedUsd", value: formatUsd(cost.computedUsd) },
    { id: "reportedUsd", value: formatUsd(cost.reportedUsd) },
  ];
}
