import { afterEach, describe, expect, it } from "vitest";
import { openedDatabase } from "@/db/client";
import { readEvents } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { findTranscript } from "@/lib/server/transcripts";
import { DELETE as deleteComparisonRoute, GET as readComparisonRoute } from "../comparisons/[id]/route";
import { GET as streamRoute } from "../comparisons/[id]/stream/route";
import { GET as listRoute, POST as startRoute } from "../comparisons/route";
import { POST as endpointRoute } from "../endpoints/route";
import { GET as exportRoute } from "../export/route";
import { GET as readShareRoute } from "../shares/[id]/route";
import { POST as shareRoute } from "../shares/route";
import { POST as tokenRoute } from "../tokens/route";
import { DELETE } from "./route";

const { upstream } = useTestServer();
const idContext = (id: string) => ({ params: Promise.resolve({ id }) });

/** Said in every part of a comparison, so that it is found wherever something of it is left. */
const MARK = "walrus-in-the-attic";

afterEach(() => deleteEverything());

const deleteEverything = (confirm = "delete everything") =>
  DELETE(apiRequest("/api/data", { method: "DELETE", json: { confirm } }), undefined);

const deleteOne = (id: string) => deleteComparisonRoute(apiRequest("/", { method: "DELETE" }), idContext(id));

async function start(end?: "hang"): Promise<Response> {
  const usage = { inputTokens: 10, outputTokens: 20 };
  const frames = zaiFrames({ model: "glm-4.7", reasoning: `${MARK} …`, text: [`The ${MARK}.`], usage });
  upstream().respondWith(end ? { frames: frames.slice(0, -2), end } : { frames });
  const json = { prompt: `Who is the ${MARK}?`, instructions: MARK, lanes: [{ offer: "zai/glm-4.7" }] };
  const headers = { "idempotency-key": `${MARK}-${Math.random()}` };
  return startRoute(apiRequest("/api/comparisons", { method: "POST", json, headers }), undefined);
}

async function finished(): Promise<{ id: string; runId: string }> {
  const response = await start();
  await readEvents(response);
  return idsOf(response);
}

async function idsOf(response: Response): Promise<{ id: string; runId: string }> {
  const id = response.headers.get("x-comparison-id") ?? "";
  const comparison = await (await readComparisonRoute(apiRequest("/"), idContext(id))).json();
  return { id, runId: comparison.turns[0].runs[0].id };
}

async function share(comparisonId: string): Promise<string> {
  const json = { comparisonId };
  return (await (await shareRoute(apiRequest("/", { method: "POST", json }), undefined)).json()).id;
}

/** The tables in which a word stands. */
async function tablesWith(word: string): Promise<string[]> {
  const { sql } = await openedDatabase();
  const tables = await sql`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema in ('public', 'pgboss')`;
  const found: string[] = [];
  for (const { schema, name } of tables) {
    const rows =
      await sql`select 1 from ${sql(schema)}.${sql(name)} t where t::text like ${`%${word}%`} limit 1`;
    if (rows.length > 0) found.push(name);
  }
  return found;
}

describe("deleting a comparison", () => {
  it("leaves nothing of it in the database or in memory, and keeps the counts and the spend", async () => {
    const { id, runId } = await finished();
    const shareId = await share(id);
    const { sql } = await openedDatabase();
    const kept = () =>
      sql`select (select sum(runs)::int from spend_days) as runs, (select sum(billed_usd) from spend_days) as usd,
        (select sum(count)::int from outcome_counts) as counts`;
    const before = await kept();
    expect(await tablesWith(MARK)).toEqual(
      expect.arrayContaining(["comparisons", "turns", "runs", "shares", "idempotency_keys"]),
    );
    expect(findTranscript(runId)?.toString()).toContain(MARK);

    expect((await deleteOne(id)).status).toBe(204);
    expect(await tablesWith(MARK)).toEqual([]);
    expect(await tablesWith(id)).toEqual([]);
    expect(findTranscript(runId)).toBeUndefined();
    expect((await readShareRoute(apiRequest("/"), idContext(shareId))).status).toBe(404);
    expect(await kept()).toEqual(before);
    expect((await deleteOne(id)).status).toBe(404);
  });

  it("stops what still streams, and its bill stays in the spend", async () => {
    const { sql } = await openedDatabase();
    const spentRuns = async () =>
      (await sql`select coalesce(sum(runs), 0)::int as runs from spend_days`)[0]?.runs;
    const before = await spentRuns();
    const writes = upstream().writes.length;
    const response = await start("hang");
    const { id } = await idsOf(response);
    await expect.poll(() => upstream().writes.length).toBeGreaterThan(writes);
    expect((await deleteOne(id)).status).toBe(204);
    await expect.poll(() => upstream().calls().at(-1)?.closedAt).not.toBeNull();
    expect(await tablesWith(MARK)).toEqual([]);
    expect(await spentRuns()).toBe(before + 1);
    expect((await streamRoute(apiRequest("/"), idContext(id))).status).toBe(404);
  });

  it("is refused while the end of a run is still to come from another instance", async () => {
    const { id, runId } = await finished();
    const { sql } = await openedDatabase();
    await sql`update runs set status = 'running', instance = 'another' where id = ${runId}`;
    const refused = await deleteOne(id);
    expect(refused.status).toBe(409);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await tablesWith(MARK)).toContain("runs");
    await sql`update runs set status = 'completed' where id = ${runId}`;
  });

  it("of somebody else finds nothing", async () => {
    const { id } = await finished();
    const { sql } = await openedDatabase();
    await sql`update comparisons set owner = 'visitor-1' where id = ${id}`;
    expect((await deleteOne(id)).status).toBe(404);
    expect(await tablesWith(MARK)).toContain("comparisons");
    await sql`delete from comparisons where id = ${id}`;
  });
});

describe("everything of mine", () => {
  const enter = async () => {
    const model = { tier: "glm-4.7", modelId: "m" };
    const endpoint = {
      name: "attic",
      baseUrl: "http://127.0.0.1:9/v1",
      apiKey: `${MARK}-key-0123`,
      models: [model],
    };
    const response = await endpointRoute(apiRequest("/", { method: "POST", json: endpoint }), undefined);
    expect(response.status).toBe(201);
    const token = await tokenRoute(
      apiRequest("/", { method: "POST", json: { name: `${MARK} token` } }),
      undefined,
    );
    expect(token.status).toBe(201);
    return (await token.json()).token;
  };

  it("is deleted once that is typed, and nothing of anybody else's", async () => {
    const [{ id: others }] = [await finished(), await finished(), await finished()];
    const { sql } = await openedDatabase();
    await sql`update comparisons set owner = 'visitor-1' where id = ${others}`;
    await sql`update runs set owner = 'visitor-1' where comparison_id = ${others}`;
    await enter();
    expect((await deleteEverything("yes")).status).toBe(400);
    expect((await deleteEverything()).status).toBe(204);
    expect((await (await listRoute(apiRequest("/api/comparisons"), undefined)).json()).comparisons).toEqual(
      [],
    );
    expect(await sql`select id from comparisons`).toEqual([{ id: others }]);
    expect(await sql`select name from endpoints`).toEqual([]);
    expect(await sql`select name from tokens`).toEqual([]);
    await sql`delete from comparisons`;
    expect(await tablesWith(MARK)).toEqual([]);
  });

  it("is exported with turns, lanes, runs, shares, endpoints and tokens, and without any key", async () => {
    const { id, runId } = await finished();
    const shareId = await share(id);
    const token = await enter();
    const response = await exportRoute(apiRequest("/api/export"), undefined);
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="glimpse-data.jsonl"');
    const text = await response.text();
    expect(text.endsWith("\n")).toBe(true);
    expect(
      text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { type: "export", version: 1 },
      {
        type: "comparison",
        id,
        instructions: MARK,
        lanes: [{ offer: "zai/glm-4.7" }],
        turns: [
          {
            prompt: `Who is the ${MARK}?`,
            history: [],
            runs: [{ id: runId, content: { text: `The ${MARK}.` } }],
          },
        ],
      },
      { type: "share", id: shareId, comparison: { id } },
      { type: "endpoint", name: "attic", hasKey: true },
      { type: "token", name: `${MARK} token` },
    ]);
    expect(text).not.toContain(`${MARK}-key-0123`);
    expect(text).not.toContain(token);
  });
});
