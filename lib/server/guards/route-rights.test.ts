import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, test, vi } from "vitest";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import type { Right } from "./admit";
import { type Method, ROUTE_RIGHTS } from "./route-rights";

const PASSWORD = "correct horse battery staple";
const MODES = {
  local: { GLIMPSE_PASSWORD: "", GLIMPSE_PUBLIC: "" },
  password: { GLIMPSE_PASSWORD: PASSWORD, GLIMPSE_PUBLIC: "" },
  public: { GLIMPSE_PASSWORD: PASSWORD, GLIMPSE_PUBLIC: "1" },
};
type Mode = keyof typeof MODES;

const { upstream } = useTestServer(() => ({ GLIMPSE_REQUESTS_PER_MINUTE: "unlimited" }));

type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;
type Params = { id?: string; name?: string; path?: string[]; provider?: string };

const FILES = globSync("app/api/**/route.ts").sort();
const METHODS: Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const routeOf = (file: string) => `/${file.replace(/^app\//, "").replace(/\/route\.ts$/, "")}`;

/** Every handler there is, as a server that was just started in a mode has them. */
async function handlersIn(mode: Mode): Promise<Map<string, Handler>> {
  Object.assign(process.env, MODES[mode]);
  vi.resetModules();
  const handlers = new Map<string, Handler>();
  for (const file of FILES) {
    const module = await import(join(process.cwd(), file));
    for (const method of METHODS)
      if (method in module) handlers.set(`${method} ${routeOf(file)}`, module[method]);
  }
  return handlers;
}

test("every route and method is in the table, and nothing else is", async () => {
  const found = [...(await handlersIn("local")).keys()].sort();
  const listed = Object.entries(ROUTE_RIGHTS).flatMap(([route, methods]) =>
    Object.keys(methods).map((method) => `${method} ${route}`),
  );
  expect(listed.sort()).toEqual(found);
});

test("every page asks who is there, shares and the sign-in apart", () => {
  const unasked = globSync("app/**/page.tsx").filter(
    (file) => !/\bawait requireCaller\(\)/.test(readFileSync(file, "utf8")),
  );
  expect(unasked.sort()).toEqual(["app/s/[id]/page.tsx", "app/sign-in/page.tsx"]);
});

/** Who asks: by what they send. */
type Asker = { headers: Record<string, string> };
/** What somebody has here. */
type Things = { comparison: string; run: string; share: string };

const UNKNOWN = "0198c000-0000-7000-8000-000000000000";
const LANE = { offer: "zai/glm-4.7" };
/** What would change or spend something, if it were let in. */
const BODIES: Record<string, (things: Things) => unknown> = {
  "POST /api/comparisons": () => ({ prompt: "Spend", lanes: [LANE] }),
  "POST /api/comparisons/[id]/turns": () => ({ prompt: "Spend more" }),
  "POST /api/shares": ({ comparison }) => ({ comparisonId: comparison }),
  "PATCH /api/shares/[id]": () => ({ expiresAt: null }),
  "POST /api/shares/preview": ({ comparison }) => ({ comparisonId: comparison }),
  "POST /api/tokens": () => ({ name: "mine now" }),
  "PUT /api/keys/[provider]": () => ({ apiKey: "somebody-elses-key-0123" }),
  "PUT /api/settings/retention": () => ({ days: 1 }),
  "DELETE /api/data": () => ({ confirm: "delete everything" }),
};

describe.each(Object.keys(MODES) as Mode[])("in %s mode", (mode) => {
  let handlers: Map<string, Handler>;

  const ask = (name: string, { headers }: Asker, params: Params, json?: unknown): Promise<Response> => {
    const [method = "", route = ""] = name.split(" ");
    const handler = handlers.get(name);
    if (!handler) throw new Error(`no ${name}`);
    const path = route.replace(/\[(\.\.\.)?(\w+)\]/g, (_all, _dots, key: keyof Params) => `${params[key]}`);
    const body = json === undefined || method === "GET" ? {} : { json };
    return handler(apiRequest(path, { method, headers, ...body }), { params: Promise.resolve(params) });
  };

  /** Asks for what is there, with a body that would do something. */
  const askForReal = (name: string, asker: Asker, things: Things) => {
    const id = /shares/.test(name) ? things.share : /runs/.test(name) ? things.run : things.comparison;
    return ask(
      name,
      asker,
      { id, name: "gpu", path: ["x"], provider: "deepinfra" },
      BODIES[name]?.(things) ?? {},
    );
  };

  async function thingsOf(asker: Asker): Promise<Things> {
    upstream().respondWith({ frames: zaiFrames({ model: "glm-4.7", text: ["Hi"] }) });
    const body = { prompt: "Private", lanes: [LANE] };
    const started = await ask("POST /api/comparisons", asker, {}, body);
    const events = await started.text();
    const comparison = started.headers.get("x-comparison-id") ?? "";
    const share = await ask("POST /api/shares", asker, {}, { comparisonId: comparison });
    const run = /"runs":\[\{"lane":0,"id":"([^"]+)"/.exec(events)?.[1] ?? "";
    return { comparison, run, share: (await share.json()).id };
  }

  async function signedIn(): Promise<Asker> {
    const response = await ask("POST /api/session", STRANGER, {}, { password: PASSWORD });
    return { headers: { cookie: cookieOf(response) } };
  }

  async function tokenOf(operator: Asker): Promise<{ id: string; asker: Asker }> {
    const { id, token } = await (await ask("POST /api/tokens", operator, {}, { name: "script" })).json();
    return { id, asker: { headers: { authorization: `Bearer ${token}` } } };
  }

  let askers: Record<string, Asker>;
  let operators: Things;

  beforeAll(async () => {
    handlers = await handlersIn(mode);
    const operator = mode === "local" ? STRANGER : await signedIn();
    operators = await thingsOf(operator);
    const revoked = await tokenOf(operator);
    expect((await ask("DELETE /api/tokens/[id]", operator, { id: revoked.id })).status).toBe(204);
    askers = {
      "a stranger": STRANGER,
      "the operator": operator,
      "a token": (await tokenOf(operator)).asker,
      // A token goes before a cookie, so the cookie saves it not.
      "a revoked token, beside the operator's cookie": {
        headers: { ...operator.headers, ...revoked.asker.headers },
      },
      "a made-up token": { headers: { authorization: "Bearer glimpse_x" } },
      "a made-up cookie": { headers: { cookie: "glimpse-session=Fe26.2*1*x; __Host-glimpse-session=x" } },
      "a foreign page, with the operator's cookie": {
        headers: { ...operator.headers, origin: "https://evil.example" },
      },
    };
  });

  it.each([
    "a stranger",
    "the operator",
    "a token",
    "a revoked token, beside the operator's cookie",
    "a made-up token",
    "a made-up cookie",
    "a foreign page, with the operator's cookie",
  ])("%s gets what the table says, and nothing refused reaches a provider", async (who) => {
    const asker = askers[who] ?? STRANGER;
    const expected: Record<string, string> = {};
    const got: Record<string, string> = {};
    for (const [name, right] of rights()) {
      expected[name] = refusalOf(who, mode, name, right) ?? "admitted";
      const calls = upstream().calls().length;
      if (expected[name] === "admitted") {
        const body = name === "DELETE /api/session" ? undefined : {};
        const response = await ask(
          name,
          asker,
          { id: UNKNOWN, name: "nobody", path: ["x"], provider: "nobody" },
          body,
        );
        expect(response.headers.get("cache-control"), name).toMatch(/no-store|no-cache/);
        got[name] = await wordOf(response);
        continue;
      }
      const response = await askForReal(name, asker, operators);
      got[name] = await wordOf(response);
      expect(upstream().calls().length, `calls by ${name}`).toBe(calls);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      expect(response.headers.get("set-cookie"), `cookie of ${name}`).toBeNull();
    }
    expect(got).toEqual(expected);
  });

  it("what is the operator's is there after all these attempts", async () => {
    const operator = askers["the operator"] ?? STRANGER;
    for (const name of ["GET /api/comparisons/[id]", "GET /api/runs/[id]", "GET /api/shares/[id]"])
      expect((await askForReal(name, operator, operators)).status, name).toBe(200);
  });

  if (mode !== "public") return;

  it("a visitor finds nothing of another visitor's, nor of the operator's", async () => {
    const [a, b] = [await visitor(), await visitor()];
    for (const things of [await thingsOf(a), operators]) {
      const calls = upstream().calls().length;
      for (const [name, right] of rights().filter(([name]) => name.includes("[id]") || name in BODIES)) {
        if (right !== "member" || ABOUT_ONES_OWN.has(name)) continue;
        expect((await askForReal(name, b, things)).status, name).toBe(404);
      }
      expect(upstream().calls().length).toBe(calls);
    }
    const seenBy = async (name: string) => (await ask(name, b, {})).json();
    expect((await seenBy("GET /api/comparisons")).comparisons).toMatchObject([{ title: "First" }]);
    expect((await seenBy("GET /api/runs")).runs).toHaveLength(1);
    expect(await seenBy("GET /api/shares")).toEqual({ shares: [] });
    expect(await seenBy("GET /api/spend")).toMatchObject({ runs: 1 });
    for (const name of ["GET /api/runs/export", "GET /api/export"])
      expect(await (await ask(name, b, {})).text()).not.toContain("Private");
    expect((await ask("DELETE /api/data", a, {}, { confirm: "delete everything" })).status).toBe(204);
    expect((await seenBy("GET /api/comparisons")).comparisons).toMatchObject([{ title: "First" }]);
    expect(
      (await askForReal("GET /api/comparisons/[id]", askers["the operator"] ?? STRANGER, operators)).status,
    ).toBe(200);
  });

  it("a stranger who reads gets no session", async () => {
    for (const name of ["GET /api/catalog", "GET /api/comparisons", "GET /api/prices"])
      expect((await ask(name, STRANGER, {})).headers.get("set-cookie")).toBeNull();
  });

  /** A stranger, once the first comparison has begun a session. */
  async function visitor(): Promise<Asker> {
    upstream().respondWith({ frames: zaiFrames({ model: "glm-4.7", text: ["Hi"] }) });
    const first = await ask("POST /api/comparisons", STRANGER, {}, { prompt: "First", lanes: [LANE] });
    await first.text();
    return { headers: { cookie: cookieOf(first) } };
  }
});

/** These are about a visitor's own things alone. */
const ABOUT_ONES_OWN = new Set(["POST /api/comparisons", "DELETE /api/data", "PUT /api/keys/[provider]"]);

const STRANGER: Asker = { headers: {} };

function rights(): [name: string, right: Right][] {
  return Object.entries(ROUTE_RIGHTS).flatMap(([route, methods]) =>
    Object.entries(methods).map(([method, right]): [string, Right] => [`${method} ${route}`, right]),
  );
}

/** How somebody must be refused; null when not. */
function refusalOf(who: string, mode: Mode, name: string, right: Right): string | null {
  if (/foreign page/.test(who) && !name.startsWith("GET")) return "403 forbidden-origin";
  if (/revoked|made-up token/.test(who)) return "401 unauthorized";
  if (!/stranger|made-up cookie/.test(who) || mode === "local" || right === "anyone") return null;
  if (mode === "password") return "401 unauthorized";
  return right === "operator" ? "403 forbidden-in-public" : null;
}

/** Admitted is whoever the handler itself answers: with what was asked for, or with what is wrong with the question. */
async function wordOf(response: Response): Promise<string> {
  const isRefusal = [401, 403].includes(response.status) || response.status >= 500;
  return isRefusal ? `${response.status} ${(await response.json()).code}` : "admitted";
}

function cookieOf(response: Response): string {
  return response.headers.get("set-cookie")?.split(";")[0] ?? "";
}
