"use client";

import { useEffect, useState } from "react";
import { z } from "zod";
import { callApi, problemOfResponse } from "@/components/comparison/api-problem";
import { LocalTime } from "@/components/local-time";
import { formatPrice } from "@/components/numbers/format-metric";
import { Skeleton } from "@/components/ui/skeleton";
import { PRICE_SOURCE_NAMES } from "@/lib/pricing/price-sources";
import { historyBySource } from "./history-by-source";
import { type PriceStatement, priceStatement } from "./price-statement";

const answer = z.object({ pricePoints: z.array(priceStatement) });

/** What each source has said of this place since it was first recorded here, newest first. */
export function PriceHistory({
  offer,
  upstream,
  billingSource,
  billingName,
}: {
  offer: string;
  upstream: string | null;
  billingSource: PriceStatement["sourceKind"];
  billingName: string;
}) {
  const [points, setPoints] = useState<PriceStatement[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    const controller = new AbortController();
    readHistory(offer, controller.signal).then(
      (all) => setPoints(all.filter((point) => point.upstream === upstream)),
      (error: unknown) => {
        if (!controller.signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
      },
    );
    return () => controller.abort();
  }, [offer, upstream]);

  return (
    <section aria-label="Price history" className="flex flex-col gap-2 border-t pt-3">
      <h3 className="font-medium">Price history</h3>
      {problem ? <p className="text-danger">{problem}</p> : null}
      {!points && !problem ? <Skeleton className="h-5 w-full" /> : null}
      {historyBySource(points ?? [], billingSource).map(({ sourceKind, statements }) => (
        <SourceHistory
          key={sourceKind}
          name={sourceKind === billingSource ? billingName : PRICE_SOURCE_NAMES[sourceKind]}
          bills={sourceKind === billingSource}
          statements={statements}
        />
      ))}
      {points?.length === 1 ? (
        <p className="text-faint">Unchanged since this server first recorded it.</p>
      ) : null}
      {points?.length === 0 ? <p className="text-faint">None is recorded yet.</p> : null}
    </section>
  );
}

function SourceHistory({
  name,
  bills,
  statements,
}: {
  name: string;
  bills: boolean;
  statements: PriceStatement[];
}) {
  return (
    <div className="flex flex-col gap-0.5">
      <h4 className="flex items-baseline gap-2 text-muted text-xs">
        {name}
        {bills ? <span className="text-accent">bills</span> : null}
      </h4>
      <ol aria-label={name} className="flex flex-col gap-0.5">
        {statements.map((point) => (
          <Statement key={point.id} point={point} />
        ))}
      </ol>
    </div>
  );
}

function Statement({ point: { pricing, validFrom } }: { point: PriceStatement }) {
  return (
    <li className="flex flex-wrap justify-between gap-x-3 tabular-nums">
      <span>
        {formatPrice(pricing.input)} in · {formatPrice(pricing.output)} out · {formatPrice(pricing.cacheRead)}{" "}
        cached
      </span>
      <span className="text-faint">
        since <LocalTime iso={validFrom} precision="day" />
      </span>
    </li>
  );
}

async function readHistory(offer: string, signal: AbortSignal): Promise<PriceStatement[]> {
  const response = await callApi(`/api/prices?history=1&offer=${encodeURIComponent(offer)}`, { signal });
  if (!response.ok) throw await problemOfResponse(response);
  return answer.parse(await response.json()).pricePoints;
}
