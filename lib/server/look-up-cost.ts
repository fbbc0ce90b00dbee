import { request } from "undici";
import { z } from "zod";
import { database } from "@/db/client";
import { recordLookedUpCost } from "@/db/queries/runs";
import { picoToUsd, usdToPico } from "@/lib/pricing/money";
import { log } from "./log";
import type { CallablePlan } from "./plan-lane";

/** A generation is unknown for up to some ten seconds after it ended (observed at Vercel, 2026-08). */
const WAITS_MS = [2_000, 10_000, 30_000, 120_000];
const ANSWER_WITHIN_MS = 10_000;

const generation = z.object({ data: z.object({ total_cost: z.union([z.number(), z.string()]) }) });

export type CostLookUp = { runId: string; generationId: string; plan: CallablePlan };

const TIMERS = Symbol.for("glimpse.cost-look-ups");

function timers(): Set<NodeJS.Timeout> {
  const holder = globalThis as { [TIMERS]?: Set<NodeJS.Timeout> };
  holder[TIMERS] ??= new Set();
  return holder[TIMERS];
}

/** Asks the provider later what a run has cost, where it can be asked; what it says becomes the bill. */
export function scheduleCostLookUp(lookUp: CostLookUp, tries = 0): void {
  const waitMs = WAITS_MS[tries];
  if (waitMs === undefined || !lookUp.plan.adapter.costLookUpPath) return;
  const timer = setTimeout(async () => {
    timers().delete(timer);
    try {
      const cost = await lookUpCost(lookUp);
      if (cost === null) scheduleCostLookUp(lookUp, tries + 1);
      else await recordLookedUpCost(await database(), lookUp.runId, cost);
    } catch (error) {
      log.warn({ err: error, run: lookUp.runId, tries }, "a cost could not be looked up");
      scheduleCostLookUp(lookUp, tries + 1);
    }
  }, waitMs);
  timer.unref();
  timers().add(timer);
}

/** Forgets what is still to be asked; the reported or computed costs stand. */
export function cancelCostLookUps(): void {
  for (const timer of timers()) clearTimeout(timer);
  timers().clear();
}

/** USD with 12 decimals; null while the provider does not know the generation, or says nothing of its cost. */
async function lookUpCost({ generationId, plan }: CostLookUp): Promise<string | null> {
  const path = plan.adapter.costLookUpPath?.(generationId);
  if (!path) return null;
  const { baseUrl, apiKey } = await plan.endpoint();
  const { statusCode, body } = await request(`${baseUrl}${path}`, {
    headers: apiKey === null ? {} : { authorization: `Bearer ${apiKey}` },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  if (statusCode !== 200) {
    await body.dump();
    return null;
  }
  const parsed = generation.safeParse(await body.json());
  return parsed.success ? picoToUsd(usdToPico(parsed.data.data.total_cost)) : null;
}
