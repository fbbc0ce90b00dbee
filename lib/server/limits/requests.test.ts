import { once } from "node:events";
import { Agent, createServer, request } from "node:http";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openedDatabase } from "@/db/client";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { WindowLimiter } from "./window-limiter";

const PASSWORD = "correct horse battery staple";

useTestServer();

type Routes = {
  catalog: typeof import("@/app/api/catalog/route");
  health: typeof import("@/app/api/health/route");
  session: typeof import("@/app/api/session/route");
};
let routes: Routes;

/** The server as it was just started with these variables, nobody having asked it anything yet. */
async function startedWith(variables: Record<string, string>): Promise<void> {
  const unset = { GLIMPSE_PASSWORD: "", GLIMPSE_PUBLIC: "1", GLIMPSE_TRUSTED_PROXY: "" };
  Object.assign(process.env, unset, { GLIMPSE_REQUESTS_PER_MINUTE: "" }, variables);
  Reflect.deleteProperty(globalThis, Symbol.for("glimpse.limiters"));
  await (await openedDatabase()).sql`delete from rate_limits`;
  vi.resetModules();
  routes = {
    catalog: await import("@/app/api/catalog/route"),
    health: await import("@/app/api/health/route"),
    session: await import("@/app/api/session/route"),
  };
}

// A connection that is kept is the client's to close.
const server = createServer({ keepAliveTimeout: 0 }, async (incoming, outgoing) => {
  const headers = new Headers({ host: "127.0.0.1:3000" });
  for (const [name, value] of Object.entries(incoming.headers))
    if (name !== "host") headers.set(name, String(value));
  const route = incoming.url === "/api/health" ? routes.health : routes.catalog;
  const response = await route.GET(apiRequest(incoming.url ?? "/", { headers }), undefined);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(await response.text());
});
const agent = new Agent({ keepAlive: true, maxSockets: 20 });
let stopTelling: () => void;
let port: number;

beforeAll(async () => {
  const { tellPeerAddresses } = await import("../guards/peer-address");
  stopTelling = tellPeerAddresses();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the test's server has no port");
  port = address.port;
});
afterAll(() => {
  stopTelling();
  agent.destroy();
  server.close();
});

type Answer = { status: number; headers: Headers; body: Record<string, unknown> };

/** A request over a real socket, from 127.0.0.1. */
async function ask(headers: Record<string, string> = {}, path = "/api/catalog"): Promise<Answer> {
  const sent = request({ host: "127.0.0.1", port, path, headers, agent }).end();
  const [response] = await once(sent, "response");
  const body = JSON.parse(Buffer.concat(await response.toArray()).toString());
  return { status: response.statusCode, headers: new Headers(response.headers), body };
}

const askTimes = async (times: number, headersOf: (index: number) => Record<string, string> = () => ({})) =>
  (await Promise.all(Array.from({ length: times }, (_, index) => ask(headersOf(index))))).map(
    ({ status }) => status,
  );
const admitted = (statuses: number[]) => statuses.filter((status) => status === 200).length;
const randomAddress = () => Array.from({ length: 4 }, () => Math.floor(Math.random() * 256)).join(".");

describe("requests of one address", () => {
  it("are limited, whatever a thousand of them say about where they come from", async () => {
    await startedWith({ GLIMPSE_REQUESTS_PER_MINUTE: "20/40" });
    const statuses = await askTimes(1000, () => ({
      "x-forwarded-for": randomAddress(),
      "x-real-ip": randomAddress(),
      forwarded: `for=${randomAddress()}`,
      "x-peer": randomAddress(),
    }));
    expect(admitted(statuses)).toBe(40);
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
  });

  it("are told how far they may go, and when to come back", async () => {
    await startedWith({ GLIMPSE_REQUESTS_PER_MINUTE: "2" });
    const first = await ask();
    expect([first.headers.get("ratelimit-limit"), first.headers.get("ratelimit-remaining")]).toEqual([
      "2",
      "1",
    ]);
    await ask();
    const { status, headers, body } = await ask();
    expect(status).toBe(429);
    expect(body).toMatchObject({ code: "rate-limited", status: 429 });
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(headers.get("ratelimit-remaining")).toBe("0");
    expect(headers.get("ratelimit-policy")).toBe("2;w=60");
    for (const name of ["retry-after", "ratelimit-reset"]) {
      expect(Number(headers.get(name))).toBeGreaterThan(0);
      expect(Number(headers.get(name))).toBeLessThanOrEqual(60);
    }
  });

  it("for a page are told so in words, and the page is asked for again by itself", async () => {
    await startedWith({ GLIMPSE_REQUESTS_PER_MINUTE: "2" });
    const { NextRequest } = await import("next/server");
    const { proxy } = await import("@/proxy");
    const of = (dest: string) =>
      proxy(new NextRequest(apiRequest("/prices", { headers: { "sec-fetch-dest": dest } })));
    for (let sent = 0; sent < 2; sent++) expect((await of("document")).status).toBe(200);
    const page = await of("document");
    expect([page.status, page.headers.get("content-type")]).toEqual([429, "text/plain; charset=utf-8"]);
    expect(page.headers.get("refresh")).toBe(page.headers.get("retry-after"));
    expect(await page.text()).toMatch(/^One address may send 2 requests a minute\. Wait \d+ s\.$/);
    expect((await of("empty")).headers.get("content-type")).toBe("application/problem+json");
  });

  it("behind a trusted proxy are those of the address that it saw, an IPv6 one by its /64", async () => {
    await startedWith({ GLIMPSE_REQUESTS_PER_MINUTE: "4", GLIMPSE_TRUSTED_PROXY: "127.0.0.1" });
    const from = (address: string) => ({ "x-forwarded-for": `198.51.100.1, ${address}` });
    expect(admitted(await askTimes(10, () => from("203.0.113.1")))).toBe(4);
    expect(admitted(await askTimes(10, () => from("203.0.113.2")))).toBe(4);
    expect(admitted(await askTimes(10, (index) => from(`2001:db8::${index}`)))).toBe(4);
  });

  it("never include a health check", async () => {
    await startedWith({ GLIMPSE_REQUESTS_PER_MINUTE: "1" });
    await askTimes(5);
    expect((await ask({}, "/api/health")).status).toBe(200);
  });

  it.each([
    ["a public server", {}, "600"],
    ["a server with a password", { GLIMPSE_PUBLIC: "", GLIMPSE_PASSWORD: PASSWORD }, "6000"],
    ["one person's server", { GLIMPSE_PUBLIC: "" }, null],
  ])("on %s are limited as suits it", async (_name, variables, limit) => {
    await startedWith(variables);
    const { newOperatorSession } = await import("../session");
    const { headers } = await ask({ cookie: (await newOperatorSession(new Headers())).cookie });
    expect(headers.get("ratelimit-limit")).toBe(limit);
  });
});

describe("requests of one session", () => {
  it("are limited wherever they come from, the operator's alone are not", async () => {
    await startedWith({
      GLIMPSE_PASSWORD: PASSWORD,
      GLIMPSE_REQUESTS_PER_MINUTE: "5/100",
      GLIMPSE_TRUSTED_PROXY: "127.0.0.1",
    });
    const { newOperatorSession, newVisitorSession } = await import("../session");
    const cookieOf = async (begin: typeof newVisitorSession) =>
      (await begin(new Headers())).cookie.split(";")[0] ?? "";
    const [visitor, operator] = [await cookieOf(newVisitorSession), await cookieOf(newOperatorSession)];
    const from = (cookie: string) => (index: number) => ({ cookie, "x-forwarded-for": `203.0.113.${index}` });
    expect(admitted(await askTimes(20, from(visitor)))).toBe(5);
    expect(admitted(await askTimes(20, from(operator)))).toBe(20);
  });
});

describe("several instances", () => {
  const instances = (isExact: boolean, limit: number) =>
    Array.from({ length: 3 }, () => new WindowLimiter({ name: `test-${isExact}`, limit, isExact }));
  const countRound = async (limiters: WindowLimiter[], rounds: number) => {
    let passed = 0;
    const { sql } = await openedDatabase();
    for (let round = 0; round < rounds; round++)
      for (const limiter of limiters) {
        if (!(await limiter.count("someone")).isOver) passed++;
        await sql`select 1`; // on the one connection: what was told before is answered now
      }
    return passed;
  };

  it("let as many starts through as one would", async () => {
    const limiters = instances(true, 20);
    const standings = await Promise.all(
      Array.from({ length: 100 }, (_, index) => limiters[index % 3]?.count("someone")),
    );
    expect(standings.filter((standing) => standing?.isOver === false)).toHaveLength(20);
    expect(await countRound(limiters, 2)).toBe(0);
  });

  it("know of each other's requests to within what they have not told yet", async () => {
    const limiters = instances(false, 300);
    const passed = await countRound(limiters, 120);
    expect(passed).toBeGreaterThan(290);
    expect(passed).toBeLessThanOrEqual(310);
  });
});
