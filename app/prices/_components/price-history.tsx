"use client";

import { useEffect, useState } from "react";
import { z } from "zod";
import { callApi, problemOfResponse } from "@/components/comparison/api-problem";
import { LocalTime } from "@/components/local-time";
import { formatPrice } from "@/components/numbers/format-metric";
import { Skeleton } from "@/components/ui/skeleton";

const answer = z.object({
  pricePoints: z.array(
    z.object({
      id: z.string(),
      upstream: z.string().nullable(),
      pricing: z.object({
        input: z.string().nullable(),
        output: z.string().nullable(),
        cacheRead: z.string().nullable(),
      }),
      asOf: z.string(),
      validFrom: z.string(),
    }),
  ),
});
type Point = z.infer<typeof answer>["pricePoints"][number];

/** What this place has cost since it was first recorded here, newest first. */
export function PriceHistory({ offer, upstream }: { offer: string; upstream: string | null }) {
  const [points, setPoints] = useState<Point[] | null>(null);
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
    <section aria-label="Price history" className="flex flex-col gap-1.5 border-t pt-3">
      <h3 className="font-medium">Price history</h3>
      {problem ? <p className="text-danger">{problem}</p> : null}
      {!points && !problem ? <Skeleton className="h-5 w-full" /> : null}
      {points ? (
        <ol className="flex flex-col gap-1">
          {points.map((point) => (
            <li key={point.id} className="flex flex-wrap justify-between gap-x-3 tabular-nums">
              <span>
                {formatPrice(point.pricing.input)} in · {formatPrice(point.pricing.output)} out ·{" "}
                {formatPrice(point.pricing.cacheRead)} cached
              </span>
              <span className="text-faint">
                since <LocalTime iso={point.validFrom} precision="day" />
              </span>
            </li>
          ))}
        </ol>
      ) : null}
      {points?.length === 1 ? (
        <p className="text-faint">Unchanged since this server first recorded it.</p>
      ) : null}
    </section>
  );
}

async function readHistory(offer: string, signal: AbortSignal): Promise<Point[]> {
  const response = await callApi(`/api/prices?history=1&offer=${encodeURIComponent(offer)}`, { signal });
  if (!response.ok) throw await problemOfResponse(response);
  return answer.parse(await response.json()).pricePoints;
}
