"use client";

import { Info, TriangleAlert } from "lucide-react";
import { useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { PriceDisagreement } from "./price-disagreement";
import { PriceFacts } from "./price-facts";
import { PriceHistory } from "./price-history";
import type { PriceRow } from "./price-row";
import { PublishedSpeed } from "./published-speed";

/** Where a price comes from, who says otherwise, what it was before, and how fast the place is said to be. */
export function PriceDetails({ row }: { row: PriceRow }) {
  const [open, setOpen] = useState(false);
  const place = row.upstreamName
    ? `${row.tierName} at ${row.providerName}, through ${row.upstreamName}`
    : `${row.tierName} at ${row.providerName}`;
  const { disagreement } = row;
  // Else the first time in it would take the focus, and cover what stands below with its tooltip.
  const contentRef = useRef<HTMLDivElement>(null);
  const label = disagreement
    ? `Sources disagree: source, prices and history of ${place}`
    : `Source and history of ${place}`;
  const hasSpeed = row.published.length > 0 || (row.measured?.n ?? 0) > 0;
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger
        render={
          <IconButton label={label} size="sm" className="-my-1">
            {disagreement ? (
              <TriangleAlert size={13} aria-hidden className="text-warning" />
            ) : (
              <Info size={13} aria-hidden className="text-faint" />
            )}
          </IconButton>
        }
      />
      <PopoverContent
        title={place}
        initialFocus={contentRef}
        className={classNames("p-4", disagreement || hasSpeed ? "w-112" : "w-96")}
      >
        {open ? (
          <div ref={contentRef} tabIndex={-1} className="flex flex-col gap-4 text-sm outline-none">
            <PriceFacts row={row} />
            {disagreement ? <PriceDisagreement {...disagreement} /> : null}
            {row.notes ? (
              <section aria-label="Notes">
                <p className="text-pretty text-muted">{row.notes}</p>
              </section>
            ) : null}
            {hasSpeed ? <PublishedSpeed measured={row.measured} published={row.published} /> : null}
            <PriceHistory
              offer={row.offer}
              upstream={row.upstream}
              billingSource={row.sourceKind}
              billingName={row.sourceName}
            />
          </div>
        ) : null}
      </PopoverContent>
    </Popover>
  );
}
