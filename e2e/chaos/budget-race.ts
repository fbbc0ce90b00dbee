/**
 * `npm run chaos:budget -- --rounds 20`: a hundred simultaneous requests against a day's budget for four, half of them to
 * each of two instances on one Postgres; never more than four may be called. Builds if need be. On 127.0.0.1 alone.
 */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { picoToUsd, usdToPico } from "../../lib/pricing/money.ts";
import { report } from "../bench/report.ts";
import { freePort } from "../free-port.ts";
import { startRawUpstream } from "../upstream/raw-upstream.ts";
import { zaiFrames } from "../upstream/zai-frames.ts";
import { Instance } from "./instance.ts";
import { startRestartablePostgres } from "./restartable-postgres.ts";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "20" } } });
const ROUNDS = Number(values.rounds);
const REQUESTS = 100;
const ROOM_FOR = 4n;

const folder = await mkdtemp(join(tmpdir(), "glimpse-budget-"));
const upstream = await startRawUpstream();
const database = await startRestartablePostgres();
const sql = postgres(database.databaseUrl, { max: 1, onnotice: () => {} });
const instances: Instance[] = [];
let mostCalls = 0;
let fewestCalls = REQUESTS;
try {
  const worst = await worstOfOne();
  const budget = picoToUsd(ROOM_FOR * worst);
  await Promise.all(["a", "b"].map((name) => start(name, budget)));
  for (let round = 0; round < ROUNDS; round++) {
    await sql`delete from spend_days`;
    const calls = await race();
    mostCalls = Math.max(mostCalls, calls);
    fewestCalls = Math.min(fewestCalls, calls);
  }
  const [left] = await sql`select count(*)::int as n from budget_days where reserved_usd <> 0`;
  const asked = `at most ${ROOM_FOR}`;
  report(
    `calls of ${REQUESTS} simultaneous requests, ${ROUNDS} times`,
    `${fewestCalls} to ${mostCalls}`,
    asked,
  );
  report("days with something still set aside", String(left?.n), "0");
  if (left?.n !== 0) process.exitCode = 1;
} finally {
  await Promise.all(instances.map((instance) => instance.kill()));
  await sql.end();
  await Promise.all([upstream.close(), database.remove()]);
  await rm(folder, { recursive: true, force: true });
}
if (mostCalls > Number(ROOM_FOR) || fewestCalls < 1) process.exitCode = 1;

async function start(name: string, budgetUsd: string): Promise<Instance> {
  const own = join(folder, name);
  await mkdir(own);
  const instance = new Instance(await freePort(), own, {
    DATABASE_URL: database.databaseUrl,
    ZAI_API_KEY: "budget-key-zai",
    ZAI_BASE_URL: `${upstream.url}/zai`,
    GLIMPSE_BUDGET_USD_PER_DAY: budgetUsd,
  });
  instances.push(instance);
  await instance.start();
  return instance;
}

/** Picodollars that a server sets aside for one of the requests. */
async function worstOfOne(): Promise<bigint> {
  const instance = await start("alone", "1000");
  const answer = holdUp();
  const response = await ask(instance);
  const spend: { reservedUsd: string } = await (await fetch(`${instance.url}/api/spend`)).json();
  answer();
  await response.text();
  await instance.stop();
  instances.length = 0;
  return usdToPico(spend.reservedUsd);
}

/** One round; gives how many requests got to the provider. */
async function race(): Promise<number> {
  const before = upstream.calls().length;
  const answer = holdUp();
  const responses = await Promise.all(
    Array.from({ length: REQUESTS }, (_, index) => ask(instances[index % instances.length])),
  );
  answer();
  await Promise.all(responses.map((response) => response.text()));
  return upstream.calls().length - before;
}

/** Resolves once it is decided whether the run is called. */
async function ask(instance: Instance | undefined): Promise<Response> {
  const json = {
    prompt: "Hi",
    settings: { maxOutputTokens: 1_000 },
    lanes: [{ offer: "zai/glm-4.7" }],
  };
  const response = await fetch(`${instance?.url}/api/comparisons`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(json),
  });
  if (response.status !== 200) throw new Error(`status ${response.status}: ${await response.text()}`);
  return response;
}

/** Has the provider answer only once it is told to: until then nothing is given back. */
function holdUp(): () => void {
  const { promise: told, resolve: tell } = Promise.withResolvers<void>();
  upstream.respondWith(async ({ body }) => {
    await told;
    return { frames: zaiFrames({ model: String(body.model), text: ["Hello"] }) };
  });
  return tell;
}
