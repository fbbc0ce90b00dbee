import { AttemptList } from "@/components/comparison/attempt-list";
import { CostLines } from "@/components/comparison/cost-lines";
import { FigureLine } from "@/components/figure-line";
import { Metric } from "@/components/metric";
import { approximately, formatCount, formatMs, formatThroughput } from "@/components/numbers/format-metric";
import type { MetricId } from "@/lib/runs/metric-definitions";
import type { Cost, Run, Timing, Usage } from "@/lib/runs/run";
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
          return <FigureLine key={id} id={id} value={estimated ? approximately(count) : count} />;
        })}
      </dl>
    </RunSection>
  );
}

export function RunCosts({ cost, usage }: { cost: Cost; usage: Usage | null }) {
  return (
    <RunSection title="Cost">
      <CostLines cost={cost} usage={usage} />
    </RunSection>
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
        <AttemptList attempts={run.attempts} />
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
