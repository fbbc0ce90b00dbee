import type { Database } from "@/db/client";
import { endOrphans, type RunEnd } from "@/db/queries/finish-runs";
import { listRunsById, type Orphan } from "@/db/queries/orphans";
import { listCurrentPricePoints, type PricePoint } from "@/db/queries/price-points";
import { billedUsd, computeCost } from "@/lib/pricing/cost";
import type { Run, RunContent, Usage } from "@/lib/runs/run";
import { estimateUsage, promptTextOf } from "./estimate-usage";
import { conversationBefore } from "./lane-conversation";

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
  const ends: RunEnd[] = [];
  for (const orphan of orphans) ends.push(assumedEnd(orphan, await assumedUsage(db, orphan), prices));
  const { ended } = await endOrphans(db, ends);
  return listRunsById(db, [...ended]);
}

const NOTHING: RunContent = { text: "", reasoning: "", toolCalls: [] };

/** Null for a run that had said nothing. */
async function assumedUsage(db: Database, { run, prompt, instructions }: Orphan): Promise<Usage | null> {
  const { comparisonId, lane, turn, content, settings } = run;
  if (!content || (content.text === "" && content.reasoning === "")) return null;
  const messages = await conversationBefore(db, comparisonId, lane, turn);
  return estimateUsage(
    promptTextOf(instructions, [...messages, { content: prompt }], settings.tools ?? []),
    content,
  );
}

function assumedEnd({ run }: Orphan, usage: Usage | null, prices: readonly PricePoint[]): RunEnd {
  const { text, reasoning } = run.content ?? NOTHING;
  const at = (upstream: string | null) =>
    prices.find((price) => price.offer === run.offer && price.upstream === upstream);
  const price = (run.upstream === null ? undefined : at(run.upstream)) ?? at(null);
  const computedUsd = usage && price ? computeCost(usage, price.pricing).usd : null;
  return {
    id: run.id,
    status: "interrupted",
    text,
    reasoning,
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
