"use client";

import { Info, TriangleAlert } from "lucide-react";
import { Fragment, useState } from "react";
import { formatUsd } from "@/components/numbers/format-metric";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/icon-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { AsOf } from "./price-cells";
import { PriceHistory } from "./price-history";
import type { PriceRow } from "./price-row";

/** Where a price comes from, what its reviewers noted, and what it was before. */
export function PriceDetails({ row }: { row: PriceRow }) {
  const [open, setOpen] = useState(false);
  const place = row.upstreamName
    ? `${row.tierName} at ${row.providerName}, through ${row.upstreamName}`
    : `${row.tierName} at ${row.providerName}`;
  const label = row.isDisputed
    ? `Disputed: source, notes and history of ${place}`
    : `Source and history of ${place}`;
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        render={
          <IconButton label={label} size="sm" className="-my-1">
            {row.isDisputed ? (
              <TriangleAlert size={13} aria-hidden className="text-warning" />
            ) : (
              <Info size={13} aria-hidden className="text-faint" />
            )}
          </IconButton>
        }
      />
      <PopoverContent title={place} className="w-96 p-4">
        <div className="flex flex-col gap-4 text-sm">
          <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5">
            <dt className="text-muted">Model id</dt>
            <dd className="break-all font-mono text-xs leading-5">{row.modelId}</dd>
            <dt className="text-muted">Source</dt>
            <dd className="break-words">{row.source}</dd>
            <dt className="text-muted">{row.dateKind === "gathered" ? "Gathered" : "Dated"}</dt>
            <dd>
              <AsOf row={{ ...row, dateKind: "source" }} />
            </dd>
            {Object.entries(row.pricing.perRequest).map(([name, usd]) => (
              <Fragment key={name}>
                <dt className="text-muted">{wordsOf(name)}</dt>
                <dd className="tabular-nums">{Number(usd) === 0 ? "free" : `${formatUsd(usd)} per use`}</dd>
              </Fragment>
            ))}
            {row.retiredAt ? (
              <>
                <dt className="text-muted">Retired</dt>
                <dd className="tabular-nums">{row.retiredAt}</dd>
              </>
            ) : null}
          </dl>
          {row.notes ? (
            <section aria-label="Notes" className="flex flex-col items-start gap-1.5">
              {row.isDisputed ? (
                <Badge tone="warning">
                  <TriangleAlert size={11} aria-hidden />
                  sources disagree
                </Badge>
              ) : null}
              <p className="text-pretty text-muted">{row.notes}</p>
            </section>
          ) : null}
          {open ? <PriceHistory offer={row.offer} upstream={row.upstream} /> : null}
        </div>
      </PopoverContent>
    </Popover>
  );
}

/** "webSearch" → "Web search" */
function wordsOf(name: string): string {
  const words = name.replace(/([A-Z])/g, " $1").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
