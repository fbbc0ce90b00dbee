import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, inject } from "vitest";
import { blankEnvironment } from "./blank-environment";
import { copyDatabase } from "./database-template";
import { type RawUpstream, startRawUpstream } from "./upstream/raw-upstream";

export const ZAI_KEY = "zai-key-for-tests-0123456789";
export const OPENROUTER_KEY = "openrouter-key-for-tests-0123456789";

/**
 * Readies this process to be the server under test: its own data folder, Z.ai and OpenRouter at a scripted upstream.
 * Route handlers are then called as Next calls them, with a real `Request`. Call once in a test file.
 *
 * @param environment more variables, from the upstream's address
 */
export function useTestServer(environment: (upstreamUrl: string) => Record<string, string> = () => ({})): {
  upstream: () => RawUpstream;
} {
  let upstream: RawUpstream | undefined;
  let dataDir: string | undefined;
  beforeAll(async () => {
    upstream = await startRawUpstream();
    dataDir = await mkdtemp(join(tmpdir(), "glimpse-api-"));
    await copyDatabase(inject("databaseTemplate"), dataDir);
    Object.assign(process.env, blankEnvironment, {
      GLIMPSE_DATA_DIR: dataDir,
      ZAI_API_KEY: ZAI_KEY,
      ZAI_BASE_URL: `${upstream.url}/zai`,
      OPENROUTER_API_KEY: OPENROUTER_KEY,
      OPENROUTER_BASE_URL: `${upstream.url}/openrouter`,
      // Without a key nothing is called there, but prices are asked for: never the real ones.
      AI_GATEWAY_BASE_URL: `${upstream.url}/vercel`,
      EMPIRIOLABS_BASE_URL: `${upstream.url}/empiriolabs`,
      MODELS_DEV_BASE_URL: `${upstream.url}/models-dev`,
      ...environment(upstream.url),
    });
    const { prepareServer } = await import("@/lib/server/prepare");
    await prepareServer();
  });
  afterAll(async () => {
    const { stopServer } = await import("@/lib/server/prepare");
    await stopServer();
    await upstream?.close();
    if (dataDir) await rm(dataDir, { recursive: true, force: true });
  });
  return {
    upstream: () => {
      if (!upstream) throw new Error("the upstream runs only while tests do");
      return upstream;
    },
  };
}

const ORIGIN = "http://127.0.0.1:3000";

/** A request as a script sends it: no Origin, our Host. */
export function apiRequest(path: string, init: RequestInit & { json?: unknown } = {}): Request {
  const { json, headers, ...rest } = init;
  const body = json === undefined ? rest.body : JSON.stringify(json);
  const all = new Headers(headers);
  if (!all.has("host")) all.set("host", "127.0.0.1:3000");
  if (json !== undefined && !all.has("content-type")) all.set("content-type", "application/json");
  return new Request(`${ORIGIN}${path}`, { ...rest, ...(body == null ? {} : { body }), headers: all });
}
