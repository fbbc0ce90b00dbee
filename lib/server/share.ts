import { z } from "zod";
import { database } from "@/db/client";
import { readComparison } from "@/db/queries/comparisons";
import { insertShare } from "@/db/queries/shares";
import { type Comparison, isTerminal, type Run } from "@/lib/runs/run";
import { AppError } from "./app-error";
import { randomId } from "./random-id";

const expiry = z.iso
  .datetime({ offset: true, message: "must be an ISO 8601 time such as 2026-12-31T00:00:00Z" })
  .transform((text) => new Date(text))
  .refine((time) => time.getTime() > Date.now(), "must lie in the future")
  .nullish();

export const publishShareSchema = z.object({
  comparisonId: z.uuid(),
  include: z
    .object({ responses: z.boolean().default(true), instructions: z.boolean().default(true) })
    .default({ responses: true, instructions: true }),
  expiresAt: expiry,
});
export type PublishShare = z.infer<typeof publishShareSchema>;

/** Whoever has the id can read the share: it can't be guessed. */
const SHARE_ID_BYTES = 16;

export const changeShareSchema = z.object({ expiresAt: expiry });

/**
 * Publishes what stands of a comparison now, as a snapshot; gives the share's id.
 *
 * @throws AppError not-found; conflict while a lane is still streaming
 */
export async function publishShare(
  { comparisonId, include, expiresAt }: PublishShare,
  owner: string,
): Promise<string> {
  const db = await database();
  const comparison = await readComparison(db, comparisonId, owner);
  if (!comparison) throw new AppError("not-found", "There is no such comparison.");
  const isLive = comparison.turns.some(({ runs }) => runs.some(({ status }) => !isTerminal(status)));
  if (isLive)
    throw new AppError(
      "conflict",
      "A lane is still streaming. Share when all lanes have ended, or stop them.",
    );
  const id = randomId(SHARE_ID_BYTES);
  await insertShare(db, {
    id,
    owner,
    snapshot: snapshotOf(comparison, include),
    expiresAt: expiresAt ?? null,
  });
  return id;
}

/** What strangers may see: no owner, nothing of how the server calls its providers, and only what was chosen. */
function snapshotOf(comparison: Comparison, include: PublishShare["include"]): Comparison {
  const shownRun = (run: Run): Run => ({
    ...run,
    sent: {},
    content: include.responses ? run.content : { text: "", reasoning: "", toolCalls: [] },
  });
  return {
    ...comparison,
    owner: "",
    instructions: include.instructions ? comparison.instructions : null,
    turns: comparison.turns.map(({ prompt, runs }) => ({ prompt, runs: runs.map(shownRun) })),
  };
}
