import { afterEach, describe, expect, it, vi } from "vitest";
import { openedDatabase } from "@/db/client";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { type Handler, pace } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";

const { upstream } = useTestServer(() => ({
  GLIMPSE_PUBLIC: "1",
  GLIMPSE_PUBLIC_PROVIDERS: "zai",
  GLIMPSE_PASSWORD: "correct horse battery staple",
}));

const answering: Handler = ({ body }) => ({
  frames: pace(zaiFrames({ model: String(body.model), text: ["Hel", "lo"] }), 0, 10),
});

/** The routes as a server with these settings has them; nobody has started anything in the last minute. */
async function serverWith(variables: Record<string, string> = {}) {
  const unset = { GLIMPSE_STARTS_PER_MINUTE: "unlimited", GLIMPSE_LIVE_RUNS: "6/12" };
  Object.assign(process.env, unset, variables);
  Reflect.deleteProperty(globalThis, Symbol.for("glimpse.limiters"));
  vi.resetModules();
  const { POST } = await import("@/app/api/comparisons/route");
  const { POST: turn } = await import("@/app/api/comparisons/[id]/turns/route");
  const { newOperatorSession, newVisitorSession } = await import("../session");
  const begin = { visitor: newVisitorSession, operator: newOperatorSession };
  return {
    cookieOf: async (role: keyof typeof begin) =>
      (await begin[role](new Headers())).cookie.split(";")[0] ?? "",
    start: (lanes: number, headers: Record<string, string> = {}, offer = "zai/glm-4.7") => {
      const json = { prompt: "Hi", lanes: Array(lanes).fill({ offer }) };
      return POST(apiRequest("/api/comparisons", { method: "POST", json, headers }), undefined);
    },
    nextTurn: (id: string, cookie: string) => {
      const json = { prompt: "And?" };
      return turn(apiRequest("/", { method: "POST", json, headers: { cookie } }), {
        params: Promise.resolve({ id }),
      });
    },
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

const livePlaces = async () => {
  const { sql } = await openedDatabase();
  const [row] =
    await sql`select coalesce(sum(points), 0)::int as n from rate_limits where key like 'live-runs-%'`;
  return row?.n;
};
const admittedOf = (responses: Response[]) => responses.filter(({ status }) => status === 200);
const finish = (responses: Response[]) => Promise.all(admittedOf(responses).map(readEvents));

afterEach(async () => {
  await expect.poll(livePlaces).toBe(0);
  await (await openedDatabase()).sql`delete from rate_limits`;
});

describe("runs at once", () => {
  it("of one session: of a hundred simultaneous starts six run, and the others learn when to come back", async () => {
    const { start, cookieOf } = await serverWith();
    const cookie = await cookieOf("visitor");
    const release = holdUp();
    const responses = await Promise.all(Array.from({ length: 100 }, () => start(1, { cookie })));
    expect(admittedOf(responses)).toHaveLength(6);
    const refused = responses.find(({ status }) => status !== 200);
    expect(refused?.status).toBe(429);
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused?.json()).toMatchObject({ code: "rate-limited", status: 429 });
    release();
    await finish(responses);
  });

  it("of one address: strangers without a session share twelve", async () => {
    const { start } = await serverWith();
    const release = holdUp();
    const responses = await Promise.all(Array.from({ length: 10 }, () => start(2)));
    expect(admittedOf(responses)).toHaveLength(6);
    release();
    await finish(responses);
  });

  it("are free again when runs end, for another turn too", async () => {
    upstream().respondWith(answering);
    const { start, nextTurn, cookieOf } = await serverWith();
    const cookie = await cookieOf("visitor");
    const first = await start(6, { cookie });
    expect(runsOf(await readEvents(first))).toHaveLength(6);
    await expect.poll(livePlaces).toBe(0);
    const release = holdUp();
    const turn = await nextTurn(first.headers.get("x-comparison-id") ?? "", cookie);
    expect((await start(1, { cookie })).status).toBe(429);
    release();
    await finish([turn]);
  });

  it("are not taken by what never starts, nor held by a lane that fails", async () => {
    const { start, cookieOf } = await serverWith();
    const cookie = await cookieOf("visitor");
    expect((await start(6, { cookie }, "nobody/glm-9")).status).toBe(400);
    const refused = await start(6, { cookie }, "openrouter/glm-4.7");
    expect(runsOf(await readEvents(refused)).every(({ status }) => status === "failed")).toBe(true);
    await expect.poll(livePlaces).toBe(0);
  });

  it("let a repeated request join what it started, however full they are", async () => {
    const { start, cookieOf } = await serverWith();
    const headers = { cookie: await cookieOf("visitor"), "idempotency-key": "again" };
    const release = holdUp();
    const first = await start(6, headers);
    const again = await start(6, headers);
    expect(again.headers.get("x-comparison-id")).toBe(first.headers.get("x-comparison-id"));
    const other = await start(5, headers);
    expect([other.status, (await other.json()).code]).toEqual([409, "conflict"]);
    release();
    await finish([first, again]);
  });

  it("have room for the largest comparison unless the operator says less", async () => {
    upstream().respondWith(answering);
    const { start, cookieOf } = await serverWith({ GLIMPSE_LIVE_RUNS: "" });
    const responses = [await start(12, { cookie: await cookieOf("visitor") })];
    expect(admittedOf(responses)).toHaveLength(1);
    await finish(responses);
  });

  it("of the operator are not limited", async () => {
    const { start, cookieOf } = await serverWith();
    const cookie = await cookieOf("operator");
    const release = holdUp();
    const responses = await Promise.all(Array.from({ length: 3 }, () => start(12, { cookie })));
    expect(admittedOf(responses)).toHaveLength(3);
    release();
    await finish(responses);
  });
});

describe("starts a minute", () => {
  it("of one session are limited, at once or one after the other", async () => {
    upstream().respondWith(answering);
    const { start, cookieOf } = await serverWith({
      GLIMPSE_STARTS_PER_MINUTE: "4",
      GLIMPSE_LIVE_RUNS: "unlimited",
    });
    const cookie = await cookieOf("visitor");
    const beganAt = performance.now();
    const responses = await Promise.all(Array.from({ length: 10 }, () => start(1, { cookie })));
    expect(admittedOf(responses)).toHaveLength(4);
    await finish(responses);
    const refused = await start(1, { cookie });
    expect(refused.status).toBe(429);
    expect(refused.headers.get("ratelimit-limit")).toBe("4");
    const passedSeconds = Math.ceil((performance.now() - beganAt) / 1000);
    const retryAfter = Number(refused.headers.get("retry-after"));
    expect(retryAfter).toBeLessThanOrEqual(60);
    expect(retryAfter).toBeGreaterThanOrEqual(59 - passedSeconds);
  });
});
