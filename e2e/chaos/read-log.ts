/** The log as the API shows it to anybody. */
import type { Comparison, Run } from "../../lib/runs/run.ts";
import { ask } from "./api-client.ts";

/** A row of the log and the prompt that it answers. */
export type LogRow = { token: string; run: Run };

/** Every row, with content. */
export async function readLog(url: string): Promise<LogRow[]> {
  const titles = new Map<string, string>();
  for await (const { id, title } of pages<Comparison>(`${url}/api/comparisons?limit=200`, "comparisons"))
    titles.set(id, title);
  const rows: LogRow[] = [];
  for await (const run of pages<Run>(`${url}/api/runs?limit=200&include=content`, "runs"))
    rows.push({ token: titles.get(run.comparisonId) ?? "", run });
  return rows;
}

async function* pages<T>(first: string, name: string): AsyncGenerator<T> {
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: { nextCursor: string | null } & Record<string, T[] | string | null> = await (
      await ask(`${first}&cursor=${cursor}`)
    ).json();
    const items = page[name];
    if (Array.isArray(items)) yield* items;
    cursor = page.nextCursor;
  }
}

/** How many runs have not ended. */
export async function countUnfinished(url: string): Promise<number> {
  let count = 0;
  for (const status of ["queued", "running"]) {
    const page: { runs: Run[] } = await (await ask(`${url}/api/runs?status=${status}&limit=200`)).json();
    count += page.runs.length;
  }
  return count;
}

/** What all runs of the last days were billed together, as the API sums it up. */
export type Spend = { totalUsd: string; runs: number };

export async function readSpend(url: string): Promise<Spend> {
  return (await ask(`${url}/api/spend`)).json();
}

/** USD per million tokens, by offer. */
export type Prices = Map<string, { input: string; output: string; cacheRead: string }>;

export async function readPrices(url: string): Promise<Prices> {
  const {
    offers,
  }: { offers: { id: string; pricing: { input: string; output: string; cacheRead: string } }[] } = await (
    await ask(`${url}/api/catalog`)
  ).json();
  return new Map(offers.map(({ id, pricing }) => [id, pricing]));
}
