import { execFile } from "node:child_process";
import { afterEach, beforeEach, expect, test } from "vitest";
import { freePort } from "../e2e/free-port";
import { type RawUpstream, startRawUpstream } from "../e2e/upstream/raw-upstream";
import { jsonScript } from "../e2e/upstream/script";

let server: RawUpstream;

beforeEach(async () => {
  server = await startRawUpstream();
});

afterEach(() => server.close());

/** Runs the program with this configuration and gives what it said. */
function run(variables: Record<string, string>): Promise<{ code: unknown; said: string }> {
  // Blank ones keep a developer's own .env out of it.
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    NODE_ENV: "test",
    GLIMPSE_URL: "",
    HOST: "",
    PORT: "",
    ...variables,
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ["bin/refresh-prices.mjs"],
      { env, timeout: 170_000 },
      (error, stdout, stderr) => {
        resolve({ code: error ? (error.code ?? error.signal) : 0, said: stdout + stderr });
      },
    );
  });
}

const report = (ok: boolean) => ({ source: "openrouter", ok, message: "3 prices read.", newPoints: 2 });

test("asks the running server, found by HOST and PORT, and prints what came of it", async () => {
  server.respondWith(jsonScript(200, { sources: [report(true), report(false)] }));
  const { port } = new URL(server.url);
  const { code, said } = await run({ HOST: "0.0.0.0", PORT: port });
  expect(said).toContain("ok     openrouter: 3 prices read. New price points: 2.\nFAILED openrouter");
  expect(code).toBe(0);
  expect(server.requests).toMatchObject([{ method: "POST", path: "/api/prices/refresh" }]);
});

test("fails when no source answered", async () => {
  server.respondWith(jsonScript(200, { sources: [report(false)] }));
  expect(await run({ GLIMPSE_URL: `${server.url}/` })).toMatchObject({ code: 1 });
});

test("says what to do when no server runs", async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const { code, said } = await run({ GLIMPSE_URL: url });
  expect(said).toBe(
    `No Glimpse answers at ${url} (ECONNREFUSED). Start it with "npm start", or set GLIMPSE_URL to the running one.\n`,
  );
  expect(code).toBe(1);
});

test("says why a server refused", async () => {
  server.respondWith(jsonScript(503, { detail: "The database does not answer." }));
  const { code, said } = await run({ GLIMPSE_URL: server.url });
  expect(said).toBe(`${server.url} refused, with status 503: The database does not answer.\n`);
  expect(code).toBe(1);
});
