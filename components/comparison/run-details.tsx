"use client";

import { Gauge } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { FigureLine } from "@/components/figure-line";
import { formatCount, formatMs } from "@/components/numbers/format-metric";
import { iconButtonClassName } from "@/components/ui/icon-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Tooltip } from "@/components/ui/tooltip";
import type { MetricId } from "@/lib/runs/metric-definitions";
import type { Run } from "@/lib/runs/run";
import { AttemptList } from "./attempt-list";
import { useComparisonHandle } from "./comparison-context";
import { CostLines } from "./cost-lines";
import { useRun } from "./use-run";

/** Everything that was measured about a run, beyond the five figures in its head. */
export function RunDetails({ run }: { run: Run }) {
  const { store, session } = useComparisonHandle();
  const [open, setOpen] = useState(false);
  // A provider says what a run has cost some seconds after it ended. A share shows what stood when it was published.
  const reading = useRun(open && session ? run.id : null);
  const newest = reading.state === "read" ? reading.run : null;
  useEffect(() => {
    if (newest) store.refresh(newest);
  }, [newest, store]);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <Tooltip content="All figures">
        <PopoverTrigger aria-label="All figures" className={iconButtonClassName()}>
          <Gauge size={15} aria-hidden />
        </PopoverTrigger>
      </Tooltip>
      <PopoverContent title="All figures" align="end" className="w-80 p-4">
        <div className="flex flex-col gap-4">
          <dl className="flex flex-col text-sm">
            {rowsOf(run).map(({ id, label, value }) => (
              <FigureLine key={id} id={id} label={label} value={value} />
            ))}
          </dl>
          <Section title="Cost">
            <CostLines cost={run.cost} usage={run.usage} />
          </Section>
          <Section title="Call">
            <dl className="flex flex-col text-sm">
              <Fact label="Model" value={run.modelId} />
              <Fact label="Dialect" value={run.dialect} />
              <Fact label="Finish reason" value={run.finishReason ?? "—"} />
            </dl>
          </Section>
          <Section title="HTTP attempts">
            <AttemptList attempts={run.attempts} />
          </Section>
        </div>
      </PopoverContent>
    </Popover>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 font-medium text-sm">{title}</h3>
      {children}
    </section>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex min-h-7 items-center justify-between gap-4 border-border/70 border-b last:border-b-0">
      <dt className="text-muted">{label}</dt>
      <dd className="truncate font-mono text-xs">{value}</dd>
    </div>
  );
}

function rowsOf({ timing, usage }: Run): { id: MetricId; label?: string; value: string }[] {
  return [
    { id: "endToEndMs", value: formatMs(timing.endToEndMs) },
    { id: "thinkingMs", value: formatMs(timing.thinkingMs) },
    { id: "queuedMs", value: formatMs(timing.queuedMs) },
    { id: "longestStallMs", value: formatMs(timing.longestStallMs) },
    { id: "gapP50Ms", value: formatMs(timing.gapP50Ms) },
    { id: "gapP95Ms", value: formatMs(timing.gapP95Ms) },
    { id: "inputTokens", value: formatCount(usage?.inputTokens) },
    { id: "cacheReadTokens", value: formatCount(usage?.cacheReadTokens) },
    { id: "cacheWriteTokens", value: formatCount(usage?.cacheWriteTokens) },
    { id: "reasoningTokens", label: "Reasoning tokens", value: formatCount(usage?.reasoningTokens) },
  ];
}
