import { join } from "node:path";
import { v7 as uuidv7 } from "uuid";
import { expect, it } from "vitest";
import { closeDatabase, database } from "@/db/client";
import { insertComparison } from "@/db/queries/comparisons";
import type { RunEnd } from "@/db/queries/finish-runs";
import { type NewRun, readRun } from "@/db/queries/runs";
import { useTestServer } from "@/e2e/test-server";
import { closeRecorder, recordForsaken, recordRun } from "./record-run";
import { Spool } from "./spool/spool";
import { writeEnds } from "./write-ends";

useTestServer();

async function begin(count: number): Promise<NewRun[]> {
  const comparisonId = uuidv7();
  const rows = Array.from({ length: count }, (_, lane) => ({
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
    settings: { stop: ["\u0000"] },
    sent: {},
    status: "running",
    warnings: [],
    toolCalls: [],
    attempts: [],
    createdAt: new Date(),
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
  return rows;
}

const endOf = ({ id }: NewRun, over: Partial<RunEnd> = {}): RunEnd => ({
  id,
  status: "completed",
  text: "Done \ud800.",
  sent: { model: "glm-4.7" },
  ttftMs: 0.1 + 0.2,
  outputTokens: 7,
  usageSource: "reported",
  billedUsd: "0.000000000001",
  endedAt: new Date(),
  ...over,
});

const logged = async ({ id }: NewRun) => readRun(await database(), "local", id);

it("gives the finished run exactly as the log has it", async () => {
  const rows = await begin(30);
  const runs = await Promise.all(rows.map((row) => recordRun(row, endOf(row))));
  for (const [index, row] of rows.entries()) expect(await logged(row)).toEqual(runs[index]);
});

it("lets an end that can't be written stand in nobody's way", async () => {
  const [good, bad, alsoGood] = await begin(3);
  if (!good || !bad || !alsoGood) throw new Error("no rows");
  await writeEnds([
    endOf(good),
    endOf(bad, { outputTokens: 1e300 }),
    endOf({ ...bad, id: uuidv7() }),
    endOf(alsoGood),
  ]);
  const statuses = [await logged(good), await logged(bad), await logged(alsoGood)].map((run) => run?.status);
  expect(statuses).toEqual(["completed", "running", "completed"]);
});

it("writes at the start what an earlier instance had kept on the disk, without what was deleted", async () => {
  const [kept] = await begin(1);
  if (!kept) throw new Error("no row");
  const spool = new Spool(join(process.env.GLIMPSE_DATA_DIR ?? "", "spool", "an-earlier-instance"));
  await Promise.all([spool.append(endOf({ ...kept, id: uuidv7() })), spool.append(endOf(kept))]);
  await spool.close();
  await recordForsaken();
  expect(await logged(kept)).toMatchObject({ status: "completed", content: { text: "Done \ud800." } });
});

it("keeps an end on the disk when the database can't be opened, and writes it later", async () => {
  const [row] = await begin(1);
  if (!row) throw new Error("no row");
  const dataDir = process.env.GLIMPSE_DATA_DIR;
  await closeDatabase();
  process.env.GLIMPSE_DATA_DIR = "/proc/nowhere";
  const run = await recordRun(row, endOf(row));
  process.env.GLIMPSE_DATA_DIR = dataDir;
  await expect.poll(() => logged(row)).toEqual(run);
  await closeRecorder();
});
