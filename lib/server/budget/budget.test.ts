import { afterEach, expect, it, vi } from "vitest";
import { openedDatabase } from "@/db/client";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import type { Handler } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { picoToUsd, usdToPico } from "@/lib/pricing/money";
import type { Spend } from "../read-spend";

const { upstream } = useTestServer();

const usage = { inputTokens: 10, outputTokens: 20, reasoningTokens: 0 };
const answering: Handler = ({ body }) => ({
  frames: zaiFrames({ model: String(body.model), text: ["Hello"], usage }),
});
const PAID = "zai/glm-4.7";

/** The routes as a server with this budget has them. */
async function serverWith(budgetUsd: string, others: Record<string, string> = { GLIMPSE_PUBLIC: "" }) {
  Object.assign(process.env, { GLIMPSE_BUDGET_USD_PER_DAY: budgetUsd }, others);
  vi.resetModules();
  const { POST } = await import("@/app/api/comparisons/route");
  const { POST: postCancel } = await import("@/app/api/runs/[id]/cancel/route");
  const { POST: postRetry } = await import("@/app/api/runs/[id]/retry/route");
  const { GET } = await import("@/app/api/spend/route");
  const run = (id: string) => ({ params: Promise.resolve({ id }) });
  const post = (json: object = {}, headers: Record<string, string> = {}) =>
    apiRequest("/", { method: "POST", json, headers });
  const startAs = (headers: Record<string, string>, ...offers: string[]) => {
    const lanes = offers.map((offer) => ({ offer }));
    return POST(post({ prompt: "Hi", settings: { maxOutputTokens: 1_000 }, lanes }, headers), undefined);
  };
  return {
    startAs,
    start: (...offers: string[]) => startAs({}, ...offers),
    cancel: (id: string) => postCancel(post(), run(id)),
    retry: (id: string) => postRetry(post(), run(id)),
    spend: async (): Promise<Spend> => (await GET(apiRequest("/api/spend"), undefined)).json(),
  };
}

/** Has the provider answer once it is told to. */
function holdUp(): () => void {
  const { promise: told, resolve: tell } = Promise.withResolvers<void>();
  upstream().respondWith(async (request) => {
    await told;
    return answering(request);
  });
  return tell;
}

/** What one run of `start` may cost at worst, and is billed. */
async function costOfOne(): Promise<{ worst: bigint; billed: bigint }> {
  const { start, spend } = await serverWith("1000");
  const release = holdUp();
  const response = await start(PAID);
  const worst = usdToPico((await spend()).reservedUsd ?? "0");
  release();
  await readEvents(response);
  return { worst, billed: usdToPico((await spend()).todayUsd) };
}

const repeat = <T>(count: number, make: () => Promise<T>) => Promise.all(Array.from({ length: count }, make));

afterEach(async () => {
  const { sql } = await openedDatabase();
  await sql`delete from spend_days`;
  // A network's row has what its runs were billed, too.
  await sql`delete from budget_days where owner like 'network-%'`;
  const reserved = await sql`select 1 from budget_days where reserved_usd <> 0`;
  expect(reserved, "what was set aside is given back").toHaveLength(0);
});

it("of a hundred simultaneous starts, as many call as the day has room for at worst", async () => {
  const { worst } = await costOfOne();
  await (await openedDatabase()).sql`delete from spend_days`;
  const { start, spend } = await serverWith(picoToUsd(4n * worst + worst / 2n));
  const calls = upstream().calls().length;
  const release = holdUp();
  const responses = await repeat(100, () => start(PAID));
  expect(usdToPico((await spend()).reservedUsd ?? "0")).toBe(4n * worst);
  expect(usdToPico((await spend()).left ?? "0")).toBe(worst / 2n);
  release();
  const runs = (await Promise.all(responses.map(readEvents))).flatMap(runsOf);
  expect(upstream().calls().length - calls).toBe(4);
  expect(runs.filter(({ status }) => status === "completed")).toHaveLength(4);
  const refused = runs.filter(({ status }) => status === "failed");
  expect(new Set(refused.map(({ error }) => `${error?.class} ${error?.code}`))).toEqual(
    new Set(["budget over-budget"]),
  );
  expect(refused).toHaveLength(96);
});

it("lets the lanes that cost nothing run beside one that the day has no room for", async () => {
  upstream().respondWith(answering);
  const { start } = await serverWith("0");
  const [paid, demo] = runsOf(await readEvents(await start(PAID, "demo/glm-4.7")));
  expect(paid?.error).toMatchObject({ class: "budget", code: "over-budget" });
  expect(paid?.error?.message).toMatch(/It may cost up to \$0\.\d+, and \$0 of today's budget is left/);
  expect(demo?.status).toBe("completed");
});

it("gives a visitor no more than a visitor's part, and all visitors no more than the whole", async () => {
  const { worst } = await costOfOne();
  await (await openedDatabase()).sql`delete from spend_days`;
  const { startAs } = await serverWith(picoToUsd(3n * worst), {
    GLIMPSE_PUBLIC: "1",
    GLIMPSE_PUBLIC_PROVIDERS: "zai",
    GLIMPSE_VISITOR_BUDGET_USD_PER_DAY: picoToUsd(2n * worst),
  });
  const { newVisitorSession } = await import("../session");
  const release = holdUp();
  const responses: Response[] = [];
  for (const _visitor of ["one", "another"]) {
    const { cookie } = await newVisitorSession(new Headers());
    responses.push(await startAs({ cookie: cookie.split(";")[0] ?? "" }, PAID, PAID, PAID));
  }
  release();
  const statuses = await Promise.all(
    responses.map(async (response) => runsOf(await readEvents(response)).map(({ status }) => status)),
  );
  expect(statuses).toEqual([
    ["completed", "completed", "failed"],
    ["completed", "failed", "failed"],
  ]);
});

it("is no larger for a visitor who comes with a new cookie each time", async () => {
  const { worst, billed } = await costOfOne();
  await (await openedDatabase()).sql`delete from spend_days`;
  const visitors = worst;
  const { startAs, spend } = await serverWith(picoToUsd(1_000n * worst), {
    GLIMPSE_PUBLIC: "1",
    GLIMPSE_PUBLIC_PROVIDERS: "zai",
    GLIMPSE_VISITOR_BUDGET_USD_PER_DAY: picoToUsd(visitors),
  });
  upstream().respondWith(answering);
  const statuses: string[] = [];
  while (statuses.at(-1) !== "failed" && statuses.length < 1_000) {
    const [run] = runsOf(await readEvents(await startAs({}, PAID)));
    statuses.push(run?.status ?? "none");
  }
  // A network has what two visitors have: it is spent when the worst of another run does not fit any more.
  const fitting = (2n * visitors - worst) / billed + 1n;
  expect(statuses.filter((status) => status === "completed")).toHaveLength(Number(fitting));
  expect(usdToPico((await spend()).left ?? "0")).toBeLessThan(worst);
});

it("tells a stranger nothing of what others have set aside", async () => {
  const { worst } = await costOfOne();
  await (await openedDatabase()).sql`delete from spend_days`;
  const { startAs, spend } = await serverWith(picoToUsd(100n * worst), {
    GLIMPSE_PUBLIC: "1",
    GLIMPSE_PUBLIC_PROVIDERS: "zai",
    GLIMPSE_VISITOR_BUDGET_USD_PER_DAY: "",
  });
  const release = holdUp();
  const response = await startAs({}, PAID);
  expect((await spend()).reservedUsd).toBe("0.000000000000");
  release();
  await readEvents(response);
});

it("gives back what a run did not need, however it ended, and lets it be run again", async () => {
  const { worst } = await costOfOne();
  await (await openedDatabase()).sql`delete from spend_days`;
  const { start, cancel, retry, spend } = await serverWith(picoToUsd(worst + worst / 2n));
  const release = holdUp();
  const response = await start(PAID);
  const { sql } = await openedDatabase();
  const [row] = await sql`select id from runs order by id desc limit 1`;
  expect((await cancel(row?.id)).status).toBe(202);
  const [stopped] = runsOf(await readEvents(response));
  expect(stopped?.status).toBe("aborted");
  await expect.poll(async () => (await spend()).reservedUsd).toBe("0.000000000000");
  release();
  upstream().respondWith({ status: 400, frames: [{ data: JSON.stringify({ error: { message: "no" } }) }] });
  expect(runsOf(await readEvents(await retry(row?.id)))[0]?.status).toBe("failed");
  upstream().respondWith(answering);
  const [again] = runsOf(await readEvents(await start(PAID)));
  expect(again?.status).toBe("completed");
});

it("reserves once more for nobody who repeats an Idempotency-Key", async () => {
  const { worst } = await costOfOne();
  await (await openedDatabase()).sql`delete from spend_days`;
  await serverWith(picoToUsd(worst));
  const { POST } = await import("@/app/api/comparisons/route");
  upstream().respondWith(answering);
  const calls = upstream().calls().length;
  const same = () =>
    POST(
      apiRequest("/", {
        method: "POST",
        headers: { "idempotency-key": "budget" },
        json: { prompt: "Hi", settings: { maxOutputTokens: 1_000 }, lanes: [{ offer: PAID }] },
      }),
      undefined,
    );
  const runs = (await Promise.all((await repeat(5, same)).map(readEvents))).flatMap(runsOf);
  expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(["completed"]));
  expect(upstream().calls().length - calls).toBe(1);
});
