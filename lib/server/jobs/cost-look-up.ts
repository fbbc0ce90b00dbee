import { request } from "undici";
import { z } from "zod";
import { database } from "@/db/client";
import { readCallOfRun, recordLookedUpCost } from "@/db/queries/runs";
import { picoToUsd, usdToPico } from "@/lib/pricing/money";
import { findCallee } from "../find-callee";
import { NO_SESSION_KEYS } from "../keys/session-keys";
import { agentFor } from "../providers/agents";
import { reportedCost } from "../providers/convert-usage";
import { parseJson } from "../providers/wire-failures";
import type { Job } from "./job";
import { sharedEngine } from "./shared-engine";

/**
 * A generation is unknown for up to some ten seconds after it ended (observed at Vercel, 2026-08). The first look is
 * after 2 s, the others some 4, 8, 16 … s after the one before: four minutes in all.
 */
const FIRST_AFTER_SECONDS = 2;
const ANSWER_WITHIN_MS = 10_000;

const lookUpData = z.object({ runId: z.string(), generationIds: z.array(z.string()).min(1) });
const generation = z.object({ data: z.object({ total_cost: z.union([z.number(), z.string()]) }) });

/** Asks the provider what a run has cost; what it says becomes the bill. */
export const costLookUp: Job = {
  name: "cost-look-up",
  queue: {
    retryLimit: 7,
    retryDelay: 2,
    retryBackoff: true,
    expireInSeconds: 60,
    deleteAfterSeconds: 3_600,
  },
  pollSeconds: 5,
  async run(data, signal) {
    const { runId, generationIds } = lookUpData.parse(data);
    const db = await database();
    const run = await readCallOfRun(db, runId);
    if (!run) return; // deleted meanwhile
    let pico = 0n;
    for (const id of generationIds) pico += await askForCost(run, id, signal);
    await recordLookedUpCost(db, runId, picoToUsd(pico));
  },
};

/**
 * Has the cost of a run that has ended asked for, by any instance, now or after the next start. A tool loop has made
 * several generations, and has cost what they have cost together.
 */
export function lookUpCostLater(runId: string, generationIds: string[]): void {
  if (generationIds.length === 0) return;
  sharedEngine().engine?.add(costLookUp, { runId, generationIds }, FIRST_AFTER_SECONDS);
}

/**
 * Picodollars of one generation. Address and key are those of this moment: a job holds neither.
 *
 * @throws while the provider does not know the generation, or says nothing of its cost
 */
async function askForCost(
  { offer, owner }: { offer: string; owner: string },
  generationId: string,
  signal: AbortSignal,
): Promise<bigint> {
  const callee = await findCallee(offer, { owner, sessionKeys: NO_SESSION_KEYS });
  const path = callee?.adapter.costLookUpPath?.(generationId);
  if (!callee?.connection.configured || !path)
    throw new Error(`nobody can be asked what ${offer} costs any more`);
  const endpoint = await callee.connection.endpoint();
  const { baseUrl, apiKey } = endpoint;
  const { statusCode, body } = await request(`${baseUrl}${path}`, {
    dispatcher: agentFor(endpoint),
    headers: apiKey === null ? {} : { authorization: `Bearer ${apiKey}` },
    signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
  });
  if (statusCode !== 200) {
    await body.dump();
    throw new Error(`${offer} does not know the cost (status ${statusCode})`);
  }
  const parsed = generation.safeParse(parseJson(await body.text()));
  const usd = parsed.success ? reportedCost(parsed.data.data.total_cost) : null;
  if (usd === null) throw new Error(`${offer} says nothing of the cost`);
  return usdToPico(usd);
}
