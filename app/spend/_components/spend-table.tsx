import type { ReactNode } from "react";
import { formatCount, formatUsd } from "@/components/numbers/format-metric";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { shareOf } from "./spend-sums";

export type SpendLine = {
  id: string;
  name: ReactNode;
  billedUsd: string;
  runs: number;
  unknownRuns: number;
  color?: string;
};

/** Amounts, each as a bar too, against the largest of them. */
export function SpendTable({ label, of, lines }: { label: string; of: string; lines: SpendLine[] }) {
  const largest = lines.reduce(
    (most, { billedUsd }) => (Number(billedUsd) > Number(most) ? billedUsd : most),
    "0",
  );
  const hasUnknown = lines.some(({ unknownRuns }) => unknownRuns > 0);
  return (
    <Table label={label} containerClassName="max-h-[32rem]">
      <TableHead>
        <tr>
          <TableHeaderCell>{of}</TableHeaderCell>
          <TableHeaderCell numeric>Billed</TableHeaderCell>
          <TableHeaderCell className="w-full max-sm:hidden">
            <span className="sr-only">Share of the largest</span>
          </TableHeaderCell>
          <TableHeaderCell numeric>Runs</TableHeaderCell>
          {hasUnknown ? <TableHeaderCell numeric>Cost unknown</TableHeaderCell> : null}
        </tr>
      </TableHead>
      <TableBody>
        {lines.map(({ id, name, billedUsd, runs, unknownRuns, color }) => (
          <TableRow key={id}>
            <TableCell className="whitespace-nowrap tabular-nums">{name}</TableCell>
            <TableCell numeric>{formatUsd(billedUsd)}</TableCell>
            <TableCell className="max-sm:hidden">
              <div aria-hidden className="h-2 rounded-full bg-hover">
                <div
                  className="h-full rounded-full bg-accent"
                  style={{ width: `${shareOf(billedUsd, largest) * 100}%`, background: color }}
                />
              </div>
            </TableCell>
            <TableCell numeric>{formatCount(runs)}</TableCell>
            {hasUnknown ? <TableCell numeric>{formatCount(unknownRuns)}</TableCell> : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
