import type { Database } from "@/db/client";
import { endOrphans, type RunEnd } from "@/db/queries/finish-runs";
import { listRunsById, type Orphan } from "@/db/queries/orphans";
import { listCurrentPricePoints, type PricePoint } from "@/db/queries/price-points";
import { billedUsd, computeCost } from "@/lib/pricing/cost";
import type { Run, Usage } from "@/lib/runs/run";
import { estimateUsage } from "./estimate-usage";

/**
 * Ends what an instance that is gone left unfinished: `interrupted`, with what had streamed, and its bill estimated from
 * that. A run that had said nothing may never have reached its provider: its cost is unknown, not 0. Should the
 * instance have been only silent, the real end replaces this one.
 *
 * @returns the runs that were interrupted; one that ended meanwhile, or that another instance was faster with, is not
 * among them
 */
export async function interruptOrphans(db: Database, orphans: Orphan[]): Promise<Run[]> {
  if (orphans.length === 0) return [];
  const prices = await listCurrentPricePoints(db);
  const { ended } = await endOrphans(
    db,
    orphans.map((orphan) => assumedEnd(orphan, prices)),
  );
  return listRunsById(db, [...ended]);
}

function assumedEnd({ run, prompt, instructions }: Orphan, prices: readonly PricePoint[]): RunEnd {
  const content = run.content ?? { text: "", reasoning: "", toolCalls: [] };
  const hasOutput = content.text !== "" || content.reasoning !== "";
  const usage = hasOutput ? estimateUsage([instructions ?? "", prompt].join("\n"), content) : null;
  const at = (upstream: string | null) =>
    prices.find((price) => price.offer === run.offer && price.upstream === upstream);
  const price = (run.upstream === null ? undefined : at(run.upstream)) ?? at(null);
  const computedUsd = usage && price ? computeCost(usage, price.pricing).usd : null;
  return {
    id: run.id,
    status: "interrupted",
    text: content.text,
    reasoning: content.reasoning,
    endedAt: new Date(),
    error: {
      class: "upstream",
      code: "server-stopped",
      message:
        "The server stopped while this run was streaming. What had arrived is kept; run it again for a whole answer.",
      httpStatus: null,
      retryAfterMs: null,
    },
    ...(usage ? columnsOf(usage) : {}),
    computedUsd,
    billedUsd: billedUsd({ computedUsd, reportedUsd: null, lookedUpUsd: null }),
    pricePointId: price?.id ?? null,
  };
}

function columnsOf({ source, ...counts }: Usage) {
  return { ...counts, usageSource: source };
}
