import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "@playwright/test";
import { blankEnvironment } from "./blank-environment";
import { findBrowser } from "./find-browser.mjs";
import { CONFIGURED_PORT, DEMO_PORT, PASSWORD, PASSWORD_PORT, PUBLIC_PORT, UPSTREAM_PORT } from "./ports";

const root = fileURLToPath(new URL("..", import.meta.url));
const upstream = `http://127.0.0.1:${UPSTREAM_PORT}`;

// This file is read by every worker: the folders are chosen once, by the process that starts the servers.
process.env.GLIMPSE_E2E_DIR ??= mkdtempSync(join(tmpdir(), "glimpse-e2e-"));
const dataDir = (name: string) => join(process.env.GLIMPSE_E2E_DIR ?? tmpdir(), name);

/** Glimpse as a person starts it; the first one builds, which the second waits for. */
const glimpse = (port: number, env: Record<string, string>) => ({
  command: "npm start",
  cwd: root,
  url: `http://127.0.0.1:${port}/api/health`,
  timeout: 900_000,
  gracefulShutdown: { signal: "SIGTERM" as const, timeout: 15_000 },
  // The next four: whoever asks for prices in a test asks the simulated upstream, never the world.
  env: {
    ...blankEnvironment,
    AI_GATEWAY_BASE_URL: `${upstream}/vercel`,
    EMPIRIOLABS_BASE_URL: `${upstream}/empiriolabs`,
    MODELS_DEV_BASE_URL: `${upstream}/models-dev`,
    OPENROUTER_BASE_URL: `${upstream}/openrouter`,
    PORT: String(port),
    ...env,
  },
});

export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: join(root, "test-results"),
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // A slow machine makes the tests slower and never red.
  timeout: 600_000,
  expect: { timeout: 30_000 },
  forbidOnly: !!process.env.CI,
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${CONFIGURED_PORT}`,
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: findBrowser() ?? undefined,
      // The first for containers, which run as root; the others because nothing but this machine is to be reached.
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: [
    {
      command: `node --disable-warning=ExperimentalWarning e2e/upstream/serve.ts --port ${UPSTREAM_PORT}`,
      cwd: root,
      port: UPSTREAM_PORT,
      gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
    },
    glimpse(CONFIGURED_PORT, {
      GLIMPSE_DATA_DIR: dataDir("configured"),
      ZAI_API_KEY: "e2e-zai-key-0123456789",
      ZAI_BASE_URL: `${upstream}/zai`,
      OPENROUTER_API_KEY: "e2e-openrouter-key-0123456789",
      OPENROUTER_BASE_URL: `${upstream}/openrouter`,
      // Tests run side by side, and one's free lane must not wait for another's.
      GLIMPSE_PROVIDER_CONCURRENCY: "zai/glm-4.7-flash=20",
    }),
    glimpse(DEMO_PORT, { GLIMPSE_DATA_DIR: dataDir("demo") }),
    glimpse(PASSWORD_PORT, { GLIMPSE_DATA_DIR: dataDir("password"), GLIMPSE_PASSWORD: PASSWORD }),
    glimpse(PUBLIC_PORT, {
      GLIMPSE_DATA_DIR: dataDir("public"),
      GLIMPSE_PASSWORD: PASSWORD,
      GLIMPSE_PUBLIC: "1",
    }),
  ],
});
