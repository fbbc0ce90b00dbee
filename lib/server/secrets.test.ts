import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { blankEnvironment } from "@/e2e/blank-environment";

const ORIGIN = "https://gpu.example:8000";
let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "glimpse-secrets-"));
});
afterEach(() => rm(dataDir, { recursive: true }));

/** The module as a freshly started server has it. */
async function startedWith(variables: Record<string, string>) {
  Object.assign(process.env, blankEnvironment, variables);
  vi.resetModules();
  return import("./secrets");
}

test.each(["sk-1234567890", "ключ 漢字 👩‍👩‍👧", ""])("%j comes back as it was sealed", async (text) => {
  const { seal, open } = await startedWith({ GLIMPSE_DATA_DIR: dataDir });
  const sealed = await seal(text, ORIGIN);
  expect(await open(sealed, ORIGIN)).toBe(text);
  if (text) expect(sealed).not.toContain(text);
  expect(await seal(text, ORIGIN)).not.toBe(sealed);
});

test("what is sealed for one origin does not open for another", async () => {
  const { seal, open, SealError } = await startedWith({ GLIMPSE_DATA_DIR: dataDir });
  const sealed = await seal("sk-1234567890", ORIGIN);
  await expect(open(sealed, "https://gpu.example:8001")).rejects.toThrow(SealError);
});

test("a changed letter anywhere is noticed", async () => {
  const { seal, open, SealError } = await startedWith({ GLIMPSE_DATA_DIR: dataDir });
  const parts = (await seal("sk-1234567890", ORIGIN)).split(".");
  for (const [index, part] of parts.entries()) {
    const damaged = parts.with(index, (part[0] === "A" ? "B" : "A") + part.slice(1)).join(".");
    await expect(open(damaged, ORIGIN)).rejects.toThrow(SealError);
  }
  await expect(open("", ORIGIN)).rejects.toThrow(SealError);
});

test("a generated secret is readable by its owner alone, and outlives the process", async () => {
  const first = await startedWith({ GLIMPSE_DATA_DIR: dataDir });
  const [sealed] = await Promise.all([first.seal("sk-1234567890", ORIGIN), first.seal("other", ORIGIN)]);
  const { mode } = await stat(join(dataDir, "secret"));
  expect(mode & 0o777).toBe(0o600);
  const again = await startedWith({ GLIMPSE_DATA_DIR: dataDir });
  expect(await again.open(sealed, ORIGIN)).toBe("sk-1234567890");
});

test("another secret is told from damage", async () => {
  const before = await startedWith({ GLIMPSE_DATA_DIR: dataDir, GLIMPSE_SECRET: "one" });
  const sealed = await before.seal("sk-1234567890", ORIGIN);
  const after = await startedWith({ GLIMPSE_DATA_DIR: dataDir, GLIMPSE_SECRET: "two" });
  await expect(after.open(sealed, ORIGIN)).rejects.toThrow("another GLIMPSE_SECRET");
  const restored = await startedWith({ GLIMPSE_DATA_DIR: dataDir, GLIMPSE_SECRET: "one" });
  expect(await restored.open(sealed, ORIGIN)).toBe("sk-1234567890");
  await expect(readFile(join(dataDir, "secret"))).rejects.toThrow("ENOENT");
});

test("an emptied secret file is refused instead of used", async () => {
  const { seal } = await startedWith({ GLIMPSE_DATA_DIR: dataDir });
  await writeFile(join(dataDir, "secret"), "");
  await expect(seal("sk-1234567890", ORIGIN)).rejects.toThrow("damaged");
});
