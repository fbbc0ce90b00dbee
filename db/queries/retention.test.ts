import { v7 as uuidv7 } from "uuid";
import { expect, it } from "vitest";
import { comparisons, idempotencyKeys, latencyBuckets, outcomeCounts, runs } from "@/db/schema";
import { forEachDatabase } from "@/db/test-databases";
import { insertComparison, insertTurn } from "./comparisons";
import { deleteComparisonsBefore, deleteIdempotencyKeysBefore, deleteOldestHourBefore } from "./retention";
import type { NewRun } from "./runs";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const HOUR_MS = 3_600_000;
const daysAgo = (days: number) => new Date(NOW - days * 24 * HOUR_MS);

function newRun(comparisonId: string, turn: number, createdAt: Date): NewRun {
  return {
    id: uuidv7({ msecs: createdAt.getTime() }),
    comparisonId,
    owner: "local",
    turn,
    lane: 0,
    attempt: 1,
    offer: "zai/glm-4.7",
    tier: "glm-4.7",
    provider: "zai",
    dialect: "chat-completions",
    modelId: "glm-4.7",
    simulated: false,
    settings: {},
    sent: {},
    status: "completed",
    warnings: [],
    toolCalls: [],
    attempts: [],
    createdAt,
  };
}

forEachDatabase((_name, db) => {
  async function comparisonOf(createdAt: Date): Promise<string> {
    const id = uuidv7({ msecs: createdAt.getTime() });
    await insertComparison(
      db(),
      { id, owner: "local", title: "Title", settings: {}, createdAt },
      { comparisonId: id, position: 0, prompt: "Prompt", history: [], createdAt },
      [{ offer: "zai/glm-4.7", upstream: null, dialect: null, settings: {} }],
      [newRun(id, 0, createdAt)],
      { key: id, bodyHash: "hash" },
    );
    return id;
  }
  const kept = async () =>
    (await db().select({ id: comparisons.id }).from(comparisons)).map(({ id }) => id).sort();

  it("deletes comparisons in batches, oldest first, with their runs and no others", async () => {
    const old = await Promise.all([40, 39, 38, 37, 36].map((days) => comparisonOf(daysAgo(days))));
    const young = [await comparisonOf(new Date(daysAgo(30).getTime())), await comparisonOf(daysAgo(1))];
    expect(await deleteComparisonsBefore(db(), daysAgo(30), 2)).toBe(2);
    expect(await kept()).toEqual([...old.slice(2), ...young].sort());
    expect(await deleteComparisonsBefore(db(), daysAgo(30), 2)).toBe(2);
    expect(await deleteComparisonsBefore(db(), daysAgo(30), 2)).toBe(1);
    expect(await deleteComparisonsBefore(db(), daysAgo(30), 2)).toBe(0);
    expect(await kept()).toEqual(young.sort());
    expect((await db().select().from(runs)).map(({ comparisonId }) => comparisonId).sort()).toEqual(
      young.sort(),
    );
  });

  it("keeps an old comparison that was gone on with", async () => {
    const id = await comparisonOf(daysAgo(50));
    const turn = { comparisonId: id, position: 1, prompt: "More", history: [] };
    await insertTurn(db(), turn, [newRun(id, 1, daysAgo(2))]);
    await deleteComparisonsBefore(db(), daysAgo(30), 10);
    expect(await kept()).toContain(id);
    await deleteComparisonsBefore(db(), daysAgo(1.5), 10);
    expect(await kept()).not.toContain(id);
  });

  it("deletes counts by the hour one hour at a time, until only younger ones are left", async () => {
    const place = { offer: "zai/glm-4.7", upstream: "", count: 1 };
    const hours = [40, 33, 32].map(daysAgo);
    for (const hour of hours) {
      await db()
        .insert(outcomeCounts)
        .values({ ...place, hour, outcome: "available" });
      for (const bucket of [1, 2])
        await db()
          .insert(latencyBuckets)
          .values({ ...place, hour, metric: "ttftMs", bucket });
    }
    expect(await deleteOldestHourBefore(db(), daysAgo(32))).toBe(3);
    expect(await deleteOldestHourBefore(db(), daysAgo(32))).toBe(3);
    expect(await deleteOldestHourBefore(db(), daysAgo(32))).toBe(0);
    for (const table of [latencyBuckets, outcomeCounts])
      expect(new Set((await db().select().from(table)).map(({ hour }) => hour.getTime()))).toEqual(
        new Set([daysAgo(32).getTime()]),
      );
  });

  it("forgets idempotency keys that are older, and keeps their comparisons", async () => {
    const [older, younger] = [await comparisonOf(daysAgo(0.2)), await comparisonOf(daysAgo(0.1))];
    await db()
      .update(idempotencyKeys)
      .set({ createdAt: daysAgo(2) });
    await db()
      .insert(idempotencyKeys)
      .values({
        owner: "local",
        key: "fresh",
        bodyHash: "hash",
        comparisonId: younger,
        createdAt: daysAgo(0.5),
      });
    await deleteIdempotencyKeysBefore(db(), daysAgo(1));
    expect((await db().select().from(idempotencyKeys)).map(({ key }) => key)).toEqual(["fresh"]);
    expect(await kept()).toEqual(expect.arrayContaining([older, younger]));
  });
});
