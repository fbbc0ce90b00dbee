"use client";

import { Check, CircleDashed, RefreshCw, TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import type { SourceStatus } from "./price-statement";
import { RelativeTime } from "./relative-time";
import { useRefreshPrices } from "./use-refresh-prices";

/** Who is asked for prices, when each was last asked and what it said; and the way to ask again. */
export function SourceStrip({ sources, canRefresh }: { sources: SourceStatus[]; canRefresh: boolean }) {
  const { refresh, isBusy, outcome } = useRefreshPrices();
  return (
    <section
      aria-label="Sources"
      aria-busy={isBusy}
      className="flex flex-col gap-2 rounded-lg border bg-surface p-4"
    >
      <div className="flex items-center justify-between gap-3">
        <h2 className="font-medium text-sm">Sources</h2>
        {canRefresh ? (
          <Button size="sm" className="-my-1" onClick={refresh} disabled={isBusy} focusableWhenDisabled>
            <RefreshCw
              size={13}
              aria-hidden
              className={classNames(isBusy && "animate-spin motion-reduce:animate-none")}
            />
            {isBusy ? "Asking…" : "Refresh"}
          </Button>
        ) : null}
      </div>
      <ul className="grid gap-x-6 gap-y-2.5 sm:grid-cols-2 xl:grid-cols-4">
        {sources.map((source) => (
          <Source key={source.source} status={source} />
        ))}
      </ul>
      {outcome?.ok === false ? (
        <p role="alert" className="text-danger text-sm">
          {`Not refreshed: ${outcome.words}`}
        </p>
      ) : null}
      <p role="status" className="sr-only">
        {isBusy ? "Asking the sources for their prices." : outcome?.ok ? outcome.words : ""}
      </p>
    </section>
  );
}

function Source({ status: { name, ok, message, newPoints, checkedAt } }: { status: SourceStatus }) {
  return (
    <li className="flex min-w-0 items-start gap-2 text-sm">
      <StateIcon ok={ok} />
      <div className="flex min-w-0 flex-col">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span>{name}</span>
          <span className="text-faint text-xs">{checkedAt ? <RelativeTime iso={checkedAt} /> : null}</span>
        </p>
        <p
          className={classNames(
            "wrap-anywhere text-pretty text-xs",
            ok === false ? "text-warning" : "text-muted",
          )}
        >
          {message ?? "Never asked."}
          {newPoints ? ` ${newPoints} new.` : null}
        </p>
      </div>
    </li>
  );
}

function StateIcon({ ok }: { ok: boolean | null }) {
  const className = "mt-0.75 shrink-0";
  if (ok === null)
    return <CircleDashed size={13} aria-hidden className={classNames(className, "text-faint")} />;
  if (ok) return <Check size={13} aria-hidden className={classNames(className, "text-success")} />;
  return (
    <>
      <TriangleAlert size={13} aria-hidden className={classNames(className, "text-warning")} />
      <span className="sr-only">Failed:</span>
    </>
  );
}
