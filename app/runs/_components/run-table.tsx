import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { StatusIcon } from "@/components/comparison/lane-status";
import { STATUS_WORDS } from "@/components/comparison/status-words";
import { throughputFigure } from "@/components/data-table/throughput-figure";
import { LocalTime } from "@/components/local-time";
import { MetricLabel } from "@/components/metric";
import { approximately, formatCount, formatMs, formatUsd } from "@/components/numbers/format-metric";
import { SimulatedBadge } from "@/components/simulated-badge";
import { TierMark } from "@/components/tier-mark";
import { classNames } from "@/components/ui/class-names";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { OpenRun } from "./open-run";
import type { RunLine } from "./run-line";

/** A page of the log. A run's prompt opens its details, the arrow its comparison. */
export function RunTable({ lines }: { lines: RunLine[] }) {
  return (
    <Table label="Runs" containerClassName="max-h-[calc(100dvh-4.5rem)]" className="[&_:is(td,th)]:px-2.5">
      <TableHead>
        <tr>
          <TableHeaderCell className="max-sm:hidden">Time</TableHeaderCell>
          <TableHeaderCell className={classNames(PINNED_ON_PHONE, "max-sm:bg-sunken")}>
            Prompt
          </TableHeaderCell>
          <TableHeaderCell className="max-sm:hidden">Tier</TableHeaderCell>
          <TableHeaderCell className="max-sm:hidden">Provider</TableHeaderCell>
          <TableHeaderCell>Status</TableHeaderCell>
          <TableHeaderCell numeric className="border-l">
            <MetricLabel id="ttftMs" />
          </TableHeaderCell>
          <TableHeaderCell numeric>
            <MetricLabel id="firstAnswerMs" />
          </TableHeaderCell>
          <TableHeaderCell numeric>
            <MetricLabel id="throughputTps" label="tok/s" />
          </TableHeaderCell>
          <TableHeaderCell numeric className="border-l">
            <MetricLabel id="inputTokens" label="In" />
          </TableHeaderCell>
          <TableHeaderCell numeric>
            <MetricLabel id="outputTokens" label="Out" />
          </TableHeaderCell>
          <TableHeaderCell numeric className="border-l">
            <MetricLabel id="costUsd" />
          </TableHeaderCell>
          <TableHeaderCell>
            <span className="sr-only">Comparison</span>
          </TableHeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <RunRow key={line.id} line={line} />
        ))}
      </TableBody>
    </Table>
  );
}

/** On a phone the first column stays, and holds what has no column of its own there. */
const PINNED_ON_PHONE =
  "max-sm:sticky max-sm:left-0 max-sm:z-[1] max-sm:w-44 max-sm:min-w-44 max-sm:max-w-44 max-sm:border-r";

function Provider({ line }: { line: RunLine }) {
  return (
    <span className="truncate">
      {line.providerName}
      {line.upstreamName ? <span className="text-faint">{` → ${line.upstreamName}`}</span> : null}
    </span>
  );
}

function RunRow({ line }: { line: RunLine }) {
  const tokens = (count: number | null) =>
    line.isUsageEstimated ? approximately(formatCount(count)) : formatCount(count);
  const cost = formatUsd(line.billedUsd);
  return (
    <TableRow>
      <TableCell className="text-muted max-sm:hidden">
        <LocalTime iso={line.createdAt} />
      </TableCell>
      <TableCell
        className={classNames(
          PINNED_ON_PHONE,
          "sm:w-full sm:min-w-56 sm:max-w-0 max-sm:bg-surface max-sm:py-2",
        )}
      >
        <OpenRun id={line.id} prompt={line.prompt}>
          <span className="flex w-full flex-col text-muted text-xs sm:hidden">
            <TierMark tier={line.tier} name={line.tierName} />
            <Provider line={line} />
            <LocalTime iso={line.createdAt} />
          </span>
        </OpenRun>
      </TableCell>
      <TableCell className="whitespace-nowrap max-sm:hidden">
        <TierMark tier={line.tier} name={line.tierName} />
      </TableCell>
      <TableCell className="whitespace-nowrap max-sm:hidden">
        <Provider line={line} />
        {line.simulated ? (
          <span className="ml-2">
            <SimulatedBadge />
          </span>
        ) : null}
      </TableCell>
      <TableCell>
        <span className="flex items-center gap-1.5 whitespace-nowrap">
          <StatusIcon status={line.status} />
          {STATUS_WORDS[line.status]}
          {line.simulated ? (
            <span className="sm:hidden">
              <SimulatedBadge />
            </span>
          ) : null}
          {line.attempt > 1 ? <span className="text-faint">{`try ${line.attempt}`}</span> : null}
        </span>
      </TableCell>
      <TableCell numeric className="border-l">
        {formatMs(line.ttftMs)}
      </TableCell>
      <TableCell numeric>{formatMs(line.firstAnswerMs)}</TableCell>
      <TableCell numeric>{throughputFigure(line.throughputTps)}</TableCell>
      <TableCell numeric className="border-l">
        {tokens(line.inputTokens)}
      </TableCell>
      <TableCell numeric>{tokens(line.outputTokens)}</TableCell>
      <TableCell numeric className={line.simulated ? "border-l text-faint" : "border-l"}>
        {line.isCostEstimated ? approximately(cost) : cost}
      </TableCell>
      <TableCell>
        <Link
          href={`/c/${line.comparisonId}`}
          aria-label={`Open the comparison: ${line.prompt}`}
          className="-m-1 flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text pointer-coarse:size-11"
        >
          <ExternalLink size={14} aria-hidden />
        </Link>
      </TableCell>
    </TableRow>
  );
}
