import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  root,
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  test: {
    // Tests wait more than they compute; on two cores Vitest alone would run one file at a time.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    globalSetup: ["e2e/database-template.ts"],
    include: [
      "{app,bin,components,db,lib}/**/*.test.{ts,tsx}",
      "e2e/{chaos,conformance,upstream}/**/*.test.ts",
    ],
    // node:sqlite, for the data folder's lock.
    execArgv: ["--disable-warning=ExperimentalWarning"],
    // A slow machine makes the tests slower and never red: what is fast is for the bench to show.
    testTimeout: 180_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 120_000 } },
  },
});
