import type { Database } from "@/db/client";
import { listCurrentPricePoints } from "@/db/queries/price-points";
import { finishRun, listOrphans } from "@/db/queries/runs";
import { billedUsd, computeCost } from "@/lib/pricing/cost";
import type { Usage } from "@/lib/runs/run";
import { estimateUsage } from "./estimate-usage";

/**
 * Ends what an instance that is gone left unfinished: `interrupted`, with what had streamed, and its bill estimated from
 * that. A run that had said nothing may never have reached its provider: its cost is unknown, not 0.
 *
 * @param before only runs that began before this
 * @returns how many
 */
export async function interruptOrphans(db: Database, before: Date): Promise<number> {
  const orphans = await listOrphans(db, before);
  const prices = orphans.length > 0 ? await listCurrentPricePoints(db) : [];
  for (const { run, prompt, instructions } of orphans) {
    const content = run.content ?? { text: "", reasoning: "", toolCalls: [] };
    const hasOutput = content.text !== "" || content.reasoning !== "";
    const usage = hasOutput ? estimateUsage([instructions ?? "", prompt].join("\n"), content) : null;
    const at = (upstream: string | null) =>
      prices.find((price) => price.offer === run.offer && price.upstream === upstream);
    const price = (run.upstream === null ? undefined : at(run.upstream)) ?? at(null);
    const computedUsd = usage && price ? computeCost(usage, price.pricing).usd : null;
    await finishRun(db, {
      id: run.id,
      status: "interrupted",
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
    });
  }
  return orphans.length;
}

function columnsOf({ source, ...counts }: Usage) {
  return { ...counts, usageSource: source };
}
