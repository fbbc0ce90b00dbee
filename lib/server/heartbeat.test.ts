import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { database } from "@/db/client";
import { insertComparison } from "@/db/queries/comparisons";
import { startPostgres, type TestPostgres } from "@/db/test-databases";
import { useTestServer } from "@/e2e/test-server";
import { Heart, type StopHeartbeat } from "./heartbeat";
import { instance } from "./instance";

const HEARTBEAT = Symbol.for("glimpse.stop-heartbeat");

let postgres: TestPostgres;
let databaseUrl = "";
beforeAll(async () => {
  postgres = await startPostgres();
  databaseUrl = await postgres.createDatabase("glimpse");
});
afterAll(() => postgres.stop());
useTestServer(() => ({ DATABASE_URL: databaseUrl }));
// Hearts beat here by hand.
beforeAll(() => (globalThis as { [HEARTBEAT]?: StopHeartbeat })[HEARTBEAT]?.());
afterEach(() => vi.useRealTimers());

async function begin(runs: { instance: string; ageMs: number }[]): Promise<string[]> {
  const comparisonId = uuidv7();
  const rows = runs.map((run, lane) => ({
    id: uuidv7(),
    comparisonId,
    owner: "local",
    turn: 0,
    lane,
    attempt: 1,
    offer: "zai/glm-4.7",
    tier: "glm-4.7",
    provider: "zai",
    dialect: "chat-completions",
    modelId: "glm-4.7",
    simulated: false,
    settings: {},
    sent: {},
    status: "running",
    warnings: [],
    toolCalls: [],
    attempts: [],
    instance: run.instance,
    createdAt: new Date(Date.now() - run.ageMs),
  }));
  const lanes = rows.map(({ offer }) => ({ offer, upstream: null, dialect: null, settings: {} }));
  const turn = { comparisonId, position: 0, prompt: "P", history: [] };
  await insertComparison(
    await database(),
    { id: comparisonId, owner: "local", title: "T", settings: {} },
    turn,
    lanes,
    rows,
  );
  return rows.map(({ id }) => id);
}

const query = async (text: ReturnType<typeof sql>) => (await database()).execute(text);
it("ends the runs of a silent instance and its own lost ones, once it has been heard for long enough itself", async () => {
  await query(sql`insert into instances (id, heartbeat_at) values ('silent', now() - interval '21 seconds')`);
  await query(sql`insert into instances (id, heartbeat_at) values ('slow', now() - interval '15 seconds')`);
  const [abandoned, others, lost, live, young] = await begin([
    { instance: "silent", ageMs: 1_000 },
    { instance: "slow", ageMs: 1_000 },
    { instance, ageMs: 61_000 },
    { instance, ageMs: 61_000 },
    { instance, ageMs: 1_000 },
  ]);
  vi.useFakeTimers({ toFake: ["performance"] });
  const interrupted: string[] = [];
  const heart = new Heart({
    isShared: true,
    isLiveHere: (id) => id === live,
    onInterrupted: (runs) => interrupted.push(...runs.map(({ id }) => id)),
  });
  const beats = async (count: number) => {
    for (let beat = 0; beat < count; beat++) {
      vi.advanceTimersByTime(5_000);
      await heart.tick();
    }
  };
  await heart.beat();
  await beats(4);
  expect(interrupted).toEqual([lost]);
  await query(sql`update instances set heartbeat_at = now() - interval '15 seconds' where id = 'slow'`);
  await beats(2);
  expect(interrupted).toEqual([lost, abandoned]);
  const open = await query(sql`select id from runs where status = 'running' order by lane`);
  expect(open.map(({ id }) => id)).toEqual([others, live, young]);

  await heart.stop();
  expect(await query(sql`select id from instances where id = ${instance}`)).toEqual([]);
});

it("judges nobody after a break of its own, such as an outage that silenced everybody", async () => {
  await query(sql`delete from runs`);
  const [others] = await begin([{ instance: "silent through the outage", ageMs: 1_000 }]);
  vi.useFakeTimers({ toFake: ["performance"] });
  const interrupted: string[] = [];
  const heart = new Heart({
    isShared: true,
    isLiveHere: () => true,
    onInterrupted: (runs) => interrupted.push(...runs.map(({ id }) => id)),
  });
  await heart.beat();
  vi.advanceTimersByTime(60_000);
  for (let beat = 0; beat < 4; beat++) {
    await heart.tick();
    vi.advanceTimersByTime(5_000);
  }
  expect(interrupted).toEqual([]);
  for (let beat = 0; beat < 2; beat++) {
    await heart.tick();
    vi.advanceTimersByTime(5_000);
  }
  expect(interrupted).toEqual([others]);
});
