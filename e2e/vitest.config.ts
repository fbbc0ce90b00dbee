import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  root,
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  test: {
    globalSetup: ["e2e/database-template.ts"],
    include: [
      "{app,bin,components,db,lib}/**/*.test.{ts,tsx}",
      "e2e/{chaos,conformance,upstream}/**/*.test.ts",
    ],
    // node:sqlite, for the data folder's lock.
    execArgv: ["--disable-warning=ExperimentalWarning"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
