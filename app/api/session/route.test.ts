import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { apiRequest, useTestServer } from "@/e2e/test-server";

const PASSWORD = "correct horse battery staple";
const DAY_MS = 24 * 3600 * 1000;

useTestServer();

/** The routes as a server that was just started with these variables has them, nobody having tried anything yet. */
async function startedWith(variables: Record<string, string>) {
  Object.assign(process.env, { GLIMPSE_PASSWORD: PASSWORD, GLIMPSE_PUBLIC: "", ...variables });
  vi.resetModules();
  const tries = Symbol.for("glimpse.sign-in-tries");
  Reflect.deleteProperty(globalThis, tries);
  const { POST, DELETE } = await import("./route");
  const { GET } = await import("../comparisons/route");
  return {
    signIn: (password: unknown, headers: Record<string, string> = {}) =>
      POST(apiRequest("/api/session", { method: "POST", json: { password }, headers }), undefined),
    signOut: (cookie: string) =>
      DELETE(apiRequest("/api/session", { method: "DELETE", headers: { cookie } }), undefined),
    readAs: async (cookie: string) =>
      (await GET(apiRequest("/api/comparisons", { headers: { cookie } }), undefined)).status,
  };
}

const cookieOf = (response: Response) => response.headers.get("set-cookie")?.split(";")[0] ?? "";

beforeEach(() => {
  // Only the clock: what waits for the network and the database waits for real.
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a session", () => {
  it("begins with the password and is a cookie that scripts of a page can't read", async () => {
    const { signIn, readAs } = await startedWith({});
    const response = await signIn(PASSWORD);
    expect(response.status).toBe(204);
    const [, ...attributes] = response.headers.get("set-cookie")?.split("; ") ?? [];
    expect(attributes).toEqual(["Path=/", "Max-Age=2592000", "HttpOnly", "SameSite=Lax"]);
    expect(await readAs(cookieOf(response))).toBe(200);
    expect(await readAs(`other=1; ${cookieOf(response)}; more=2`)).toBe(200);
    expect(cookieOf(response)).not.toContain(PASSWORD);
  });

  it("is refused once any letter of it is changed", async () => {
    const { signIn, readAs } = await startedWith({});
    const cookie = cookieOf(await signIn(PASSWORD));
    for (let at = cookie.indexOf("=") + 1; at < cookie.length; at += 17) {
      const changed = cookie.slice(0, at) + (cookie[at] === "A" ? "B" : "A") + cookie.slice(at + 1);
      expect(await readAs(changed), `letter ${at}`).toBe(401);
    }
  });

  it("lasts 30 days", async () => {
    const { signIn, readAs } = await startedWith({});
    const cookie = cookieOf(await signIn(PASSWORD));
    vi.setSystemTime(Date.now() + 29.9 * DAY_MS);
    expect(await readAs(cookie)).toBe(200);
    vi.setSystemTime(Date.now() + 0.2 * DAY_MS);
    expect(await readAs(cookie)).toBe(401);
  });

  it("outlives a restart, and ends when the password changes", async () => {
    const cookie = cookieOf(await (await startedWith({})).signIn(PASSWORD));
    expect(await (await startedWith({})).readAs(cookie)).toBe(200);
    expect(await (await startedWith({ GLIMPSE_PASSWORD: "another password" })).readAs(cookie)).toBe(401);
  });

  it("of a visitor opens nothing once the server is public no more", async () => {
    await startedWith({ GLIMPSE_PUBLIC: "1" });
    const { newVisitorSession } = await import("@/lib/server/session");
    const [cookie = ""] = (await newVisitorSession(new Headers())).cookie.split(";");
    expect(await (await startedWith({})).readAs(cookie)).toBe(401);
  });

  it("ends in the browser on signing out", async () => {
    const { signIn, signOut } = await startedWith({});
    const response = await signOut(cookieOf(await signIn(PASSWORD)));
    expect(response.status).toBe(204);
    expect(response.headers.get("set-cookie")).toMatch(/^glimpse-session=; Path=\/; Max-Age=0;/);
  });

  it("is not to be had where there is no password", async () => {
    for (const isPublic of ["", "1"]) {
      const { signIn } = await startedWith({ GLIMPSE_PASSWORD: "", GLIMPSE_PUBLIC: isPublic });
      expect((await signIn("")).status).toBe(404);
    }
  });
});

describe("wrong passwords", () => {
  it.each(["", "correct horse battery stapl", `${PASSWORD} `, PASSWORD.toUpperCase(), "x".repeat(1000)])(
    "%j opens nothing",
    async (password) => {
      const response = await (await startedWith({})).signIn(password);
      expect(response.status).toBe(401);
      expect(response.headers.get("set-cookie")).toBeNull();
      expect(await response.json()).toMatchObject({ code: "unauthorized" });
    },
  );

  it("after five of them, each next one has to wait twice as long, the right one too", async () => {
    const { signIn } = await startedWith({});
    for (let tries = 0; tries < 5; tries++) expect((await signIn("wrong")).status).toBe(401);
    for (const seconds of [10, 20, 40, 80]) {
      const refused = await signIn(PASSWORD);
      expect(refused.status).toBe(429);
      expect(refused.headers.get("retry-after")).toBe(`${seconds}`);
      expect(await refused.json()).toMatchObject({ code: "too-many-tries" });
      vi.setSystemTime(Date.now() + seconds * 1000);
      expect((await signIn("wrong")).status).toBe(401);
    }
  });

  it("a hundred at once are no more than one after the other", async () => {
    const { signIn } = await startedWith({});
    const answers = await Promise.all(Array.from({ length: 100 }, () => signIn("wrong")));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(95);
  });

  it("are forgiven to who then knows it", async () => {
    const { signIn } = await startedWith({});
    for (let round = 0; round < 3; round++) {
      for (let tries = 0; tries < 4; tries++) expect((await signIn("wrong")).status).toBe(401);
      expect((await signIn(PASSWORD)).status).toBe(204);
    }
  });

  it("of many networks together are slowed down too, by no word of theirs about where they are", async () => {
    const { signIn } = await startedWith({});
    const { countTry } = await import("@/lib/server/sign-in-tries");
    for (let network = 0; network < 60; network++) await countTry(`198.51.100.${network}`);
    const refused = await signIn(PASSWORD, { "x-forwarded-for": "203.0.113.1" });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeLessThanOrEqual(60);
  });
});
