import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { POST as startRoute } from "@/app/api/comparisons/route";
import { openedDatabase } from "@/db/client";
import { readEvents } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";

useTestServer();

/** The routes and the job, as a server that was started with this variable has them. */
async function startedWith(retentionDays: string) {
  Object.assign(process.env, { GLIMPSE_RETENTION_DAYS: retentionDays });
  vi.resetModules();
  const { GET, PUT } = await import("./route");
  const { retention } = await import("@/lib/server/jobs/retention");
  return {
    read: async () => (await GET(apiRequest("/api/settings/retention"), undefined)).json(),
    set: (days: unknown) =>
      PUT(apiRequest("/api/settings/retention", { method: "PUT", json: { days } }), undefined),
    work: () => retention.run(null, new AbortController().signal),
  };
}

/** A comparison that was run ten days ago. */
async function oldComparison(): Promise<void> {
  const json = {
    prompt: "Keep me?",
    settings: { maxOutputTokens: 1 },
    lanes: [{ offer: "demo/glm-4.7-flash" }],
  };
  await readEvents(await startRoute(apiRequest("/api/comparisons", { method: "POST", json }), undefined));
  const { sql } = await openedDatabase();
  await sql`update comparisons set created_at = now() - interval '10 days'`;
  await sql`update runs set created_at = now() - interval '10 days'`;
}

const howMany = async () => (await (await openedDatabase()).sql`select id from comparisons`).length;

beforeEach(oldComparison);
afterEach(async () => {
  const { sql } = await openedDatabase();
  await sql`delete from comparisons`;
  await sql`delete from preferences`;
});

it("what the operator set is what the job does, from its next time on", async () => {
  const { read, set, work } = await startedWith("");
  expect(await read()).toEqual({ days: null, isFixed: false });
  await work();
  expect(await howMany()).toBe(1);
  expect(await (await set(11)).json()).toEqual({ days: 11, isFixed: false });
  await work();
  expect(await howMany()).toBe(1);
  await set(9);
  await work();
  expect(await howMany()).toBe(0);
  expect(await (await set(null)).json()).toEqual({ days: null, isFixed: false });
});

it("the environment goes before it, and can't be changed here", async () => {
  await (await startedWith("")).set(9);
  const { read, set, work } = await startedWith("20");
  expect(await read()).toEqual({ days: 20, isFixed: true });
  expect((await set(5)).status).toBe(409);
  await work();
  expect(await howMany()).toBe(1);
});

it.each([0, -1, 1.5, "7", 100_000])("%j is no number of days", async (days) => {
  expect((await (await startedWith("")).set(days)).status).toBe(400);
});
