import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { crashEmbedded, startSecond } from "./crash-embedded.ts";

const folder = mkdtempSync(join(tmpdir(), "glimpse-crash-"));

afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }));

test("a process that is killed while it writes loses nothing that it acknowledged", async () => {
  const { acknowledged, problems } = await crashEmbedded(folder, 5, 1);
  expect(problems).toEqual([]);
  expect(acknowledged).toBeGreaterThan(0);
});

test("a second process on the same folder is refused, and told what to do", async () => {
  const { code, said } = await startSecond(folder);
  expect(code).toBe(1);
  expect(said).toMatch(
    /^Another Glimpse \(process \d+\) uses the data folder .* set GLIMPSE_DATA_DIR to another/,
  );
});
