import { Metric, MetricLabel } from "@/components/metric";
import {
  approximately,
  formatCount,
  formatMs,
  formatPercent,
  formatThroughput,
  formatUsd,
} from "@/components/numbers/format-metric";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { Infotip } from "@/components/ui/infotip";
import type { MetricId } from "@/lib/runs/metric-definitions";
import type { Cost, Run, Timing, Usage } from "@/lib/runs/run";
import { costDrift, isNotable } from "./cost-drift";
import { Folded, RunSection } from "./run-section";

export function RunTimings({ timing }: { timing: Timing }) {
  return (
    <RunSection title="Timings">
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 rounded-md border p-3 sm:grid-cols-5">
        <Metric id="ttftMs" value={formatMs(timing.ttftMs)} />
        <Metric id="firstAnswerMs" value={formatMs(timing.firstAnswerMs)} />
        <Metric id="thinkingMs" value={formatMs(timing.thinkingMs)} />
        <Metric id="throughputTps" value={formatThroughput(timing.throughputTps)} />
        <Metric id="endToEndMs" value={formatMs(timing.endToEndMs)} />
        <Metric id="queuedMs" value={formatMs(timing.queuedMs)} />
        <Metric id="longestStallMs" value={formatMs(timing.longestStallMs)} />
        <Metric id="gapP50Ms" value={formatMs(timing.gapP50Ms)} />
        <Metric id="gapP95Ms" value={formatMs(timing.gapP95Ms)} />
      </dl>
    </RunSection>
  );
}

const USAGE = [
  "inputTokens",
  "cacheReadTokens",
  "cacheWriteTokens",
  "outputTokens",
  "reasoningTokens",
] as const satisfies MetricId[];

export function RunUsage({ usage }: { usage: Usage | null }) {
  const estimated = usage?.source === "estimated";
  return (
    <RunSection
      title={usage === null ? "Usage, unknown" : estimated ? "Usage, estimated" : "Usage, as reported"}
    >
      <dl className="flex flex-col text-sm">
        {USAGE.map((id) => {
          const count = formatCount(usage?.[id]);
          return <Line key={id} id={id} value={estimated ? approximately(count) : count} />;
        })}
      </dl>
    </RunSection>
  );
}

export function RunCosts({ cost, usage }: { cost: Cost; usage: Usage | null }) {
  const computed = formatUsd(cost.computedUsd);
  return (
    <RunSection title="Cost">
      <dl className="flex flex-col text-sm">
        <Line id="costUsd" label="Billed" value={formatUsd(cost.billedUsd)} strong />
        <Line
          id="computedUsd"
          label="Computed"
          value={usage?.source === "estimated" ? approximately(computed) : computed}
        />
        <Line
          id="reportedUsd"
          label="Reported"
          value={formatUsd(cost.reportedUsd)}
          drift={costDrift(cost.reportedUsd, cost.computedUsd)}
        />
        <Line
          label="Looked up"
          definition="What a later look-up of this generation at the provider said it cost."
          value={formatUsd(cost.lookedUpUsd)}
          drift={costDrift(cost.lookedUpUsd, cost.computedUsd)}
        />
      </dl>
    </RunSection>
  );
}

type LineProps = {
  label?: string;
  value: string;
  strong?: boolean;
  /** A share of the computed cost. */
  drift?: number | null;
} & ({ id: MetricId; definition?: undefined } | { id?: undefined; definition: string });

function Line({ id, label, definition, value, strong = false, drift = null }: LineProps) {
  return (
    <div className="flex min-h-7 items-center justify-between gap-4 border-border/70 border-b last:border-b-0">
      <dt className="text-muted">
        {id ? <MetricLabel id={id} label={label} /> : <Infotip description={definition}>{label}</Infotip>}
      </dt>
      <dd className={classNames("flex items-center gap-2 tabular-nums", strong && "font-medium")}>
        {drift === null ? null : <Drift share={drift} />}
        {value}
      </dd>
    </div>
  );
}

function Drift({ share }: { share: number }) {
  const text = `${share > 0 ? "+" : ""}${formatPercent(share)}`;
  return (
    <Infotip description="Drift: how far this is from the computed cost. More than 1 % is marked.">
      {isNotable(share) ? (
        <Badge tone="warning">drift {text}</Badge>
      ) : (
        <span className="text-faint">{text}</span>
      )}
    </Infotip>
  );
}

/** What was asked for, and what really went out. */
export function RunParameters({ run }: { run: Run }) {
  return (
    <div className="flex flex-col gap-2">
      <Folded summary="Settings as asked">
        <Json value={run.settings} />
      </Folded>
      <Folded summary={`Sent parameters (${run.dialect})`}>
        <Json value={run.sent} />
      </Folded>
      <Folded summary={`HTTP attempts (${run.attempts.length})`}>
        <Json value={run.attempts} />
      </Folded>
    </div>
  );
}

function Json({ value }: { value: unknown }) {
  return (
    <pre className="whitespace-pre-wrap break-words font-mono text-[12.5px] leading-5">
      {JSON.stringify(value, null, 2)}
    </pre>
  );
}
