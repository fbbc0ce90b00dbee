import { createHash } from "node:crypto";
import { z } from "zod";
import { database } from "@/db/client";
import { readComparison } from "@/db/queries/comparisons";
import { insertShare } from "@/db/queries/shares";
import { isTerminal } from "@/lib/runs/run";
import type { SharePreview } from "@/lib/runs/share";
import { AppError } from "./app-error";
import { isStorableTime } from "./guards/read-query";
import { ownKeys } from "./own-keys";
import { randomId } from "./random-id";
import { redactorOf } from "./redaction/known-secrets";
import { keyLikeTextOf, snapshotOf } from "./share-snapshot";

const expiry = z.iso
  .datetime({ offset: true, message: "must be an ISO 8601 time such as 2026-12-31T00:00:00Z" })
  .transform((text) => new Date(text))
  .refine((time) => time.getTime() > Date.now(), "must lie in the future")
  .refine(isStorableTime, "must lie before the year 10000")
  .nullish();

export const previewShareSchema = z.object({
  comparisonId: z.uuid(),
  include: z
    .object({ responses: z.boolean().default(true), instructions: z.boolean().default(true) })
    .default({ responses: true, instructions: true }),
});

export const publishShareSchema = previewShareSchema.extend({
  expiresAt: expiry,
  /** Of the preview that was looked at. */
  digest: z.string().max(100).optional(),
  /** That what looks like a key may be published. */
  confirmKeyLikeText: z.boolean().default(false),
});
export type PublishShare = z.infer<typeof publishShareSchema>;

/** Whoever has the id can read the share: it can't be guessed. */
const SHARE_ID_BYTES = 16;

export const changeShareSchema = z.object({ expiresAt: expiry });

/**
 * Publishes what stands of a comparison now, as a snapshot; gives the share's id.
 *
 * @throws AppError not-found; conflict while a lane is still streaming, or when it is not what the preview showed;
 * key-like-text unless that is confirmed
 */
export async function publishShare(
  { expiresAt, digest, confirmKeyLikeText, ...what }: PublishShare,
  owner: string,
): Promise<string> {
  const preview = await previewShare(what, owner);
  if (digest !== undefined && digest !== preview.digest)
    throw new AppError(
      "conflict",
      "The comparison is not what the preview showed any more. Look at it again.",
    );
  if (preview.keyLikeText.length > 0 && !confirmKeyLikeText) {
    throw new AppError(
      "key-like-text",
      "Something in it looks like a key. Run the comparison again without it, or confirm that it may be published.",
      {
        fields: preview.keyLikeText.map(({ place, kind, excerpt }) => ({
          field: place,
          message: `${kind}: ${excerpt}`,
        })),
      },
    );
  }
  const id = randomId(SHARE_ID_BYTES);
  await insertShare(await database(), {
    id,
    owner,
    snapshot: preview.comparison,
    expiresAt: expiresAt ?? null,
  });
  return id;
}

/**
 * Exactly what a share of a comparison would show now, without any key of this server's.
 *
 * @throws AppError not-found; conflict while a lane is still streaming
 */
export async function previewShare(
  { comparisonId, include }: z.infer<typeof previewShareSchema>,
  owner: string,
): Promise<SharePreview> {
  const comparison = await readComparison(await database(), comparisonId, owner);
  if (!comparison) throw new AppError("not-found", "There is no such comparison.");
  const isLive = comparison.turns.some(({ runs }) => runs.some(({ status }) => !isTerminal(status)));
  if (isLive)
    throw new AppError(
      "conflict",
      "A lane is still streaming. Share when all lanes have ended, or stop them.",
    );
  const { value, found } = redactorOf(await ownKeys(owner)).redactJson(snapshotOf(comparison, include));
  return {
    comparison: value,
    digest: createHash("sha256").update(JSON.stringify(value)).digest("hex"),
    keyLikeText: await keyLikeTextOf(value),
    ownKeysRemoved: found,
  };
}
