import { z } from "zod";
import { type Database, database } from "@/db/client";
import { readPreference, writePreference } from "@/db/queries/preferences";
import type { retentionSchema } from "@/lib/api/retention-schema";
import { AppError } from "./app-error";
import { env } from "./env";

const NAME = "retention-days";
const days = z.number().int().min(1).max(99_999);

export type Retention = z.infer<typeof retentionSchema>;

export const changeRetentionSchema = z.object({ days: days.nullable() });

/** What holds now: the environment's word, else what the operator set. */
export async function readRetention(db?: Database): Promise<Retention> {
  const fixed = env().GLIMPSE_RETENTION_DAYS;
  if (fixed !== undefined) return { days: fixed, isFixed: true };
  const set = days.safeParse(await readPreference(db ?? (await database()), NAME));
  return { days: set.success ? set.data : null, isFixed: false };
}

/** @throws AppError conflict where the environment has decided */
export async function setRetention(value: number | null): Promise<void> {
  if (env().GLIMPSE_RETENTION_DAYS !== undefined)
    throw new AppError(
      "conflict",
      "GLIMPSE_RETENTION_DAYS decides how long comparisons are kept. Change it there.",
    );
  await writePreference(await database(), NAME, value);
}
