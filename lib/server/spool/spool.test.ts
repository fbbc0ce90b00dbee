import { appendFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { RunEnd } from "@/db/queries/finish-runs";
import { flushForsakenSpools, flushSpoolFile } from "./flush-spool";
import { Spool } from "./spool";
import { parseSpoolLine, spoolLine } from "./spool-line";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "glimpse-spool-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const ID = "01890000-0000-7000-8000-000000000000";
const end = (n: number, over: Partial<RunEnd> = {}): RunEnd => ({
  id: ID.replace(/0{4}$/, String(n).padStart(4, "0")),
  status: "completed",
  text: `Answer ${n}`,
  endedAt: new Date("2026-11-21T01:02:03.004Z"),
  ...over,
});

function collector() {
  const written: RunEnd[] = [];
  return { written, write: async (ends: RunEnd[]) => void written.push(...ends) };
}

it("gives back the end of a run as it was, NUL, lone surrogates and every number included", () => {
  const content = fc.record({
    text: fc.string({ unit: "binary" }),
    reasoning: fc.string({
      unit: fc.constantFrom("\u0000", "\ud800", "\udfff", "\n", "\u2028", "漢", "\u{10FFFF}"),
    }),
    ttftMs: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    outputTokens: fc.maxSafeInteger(),
    sent: fc.dictionary(fc.string(), fc.jsonValue()).map((value) => JSON.parse(JSON.stringify(value))),
  });
  fc.assert(
    fc.property(content, (columns) => {
      const line = spoolLine(end(1, columns));
      expect(line.trim()).not.toMatch(/[\n\r\u2028\u2029]/);
      expect(parseSpoolLine(line.trim())).toEqual(end(1, columns));
    }),
  );
});

it("keeps what many append at once, in files that only an instance that is gone gives up", async () => {
  const spool = new Spool(join(root, "an-instance"));
  const ends = Array.from({ length: 200 }, (_, n) => end(n));
  await Promise.all(ends.map((one) => spool.append(one)));
  const { written, write } = collector();
  expect(await flushForsakenSpools(root, write)).toBe(0);
  await spool.close();
  expect(await flushForsakenSpools(root, write)).toBe(200);
  expect(written).toEqual(ends);
  expect(await readdir(root)).toEqual([]);
});

it("reads on after a line that was torn by a crash or a full disk", async () => {
  const spool = new Spool(join(root, "an-instance"));
  await spool.append(end(1));
  const [file = ""] = await spool.seal();
  await appendFile(file, spoolLine(end(2)).slice(0, 40));
  await appendFile(file, spoolLine(end(3)));
  await appendFile(file, spoolLine(end(4)).slice(0, -9));
  const { written, write } = collector();
  expect(await flushSpoolFile(file, write)).toBe(2);
  expect(written).toEqual([end(1), end(3)]);
});

it("writes every end of a file, whatever line breaks their texts hold", async () => {
  const spool = new Spool(join(root, "an-instance"));
  const ends = ["\n", "\r\n", "\u2028", "\u2029", "\u0085", "\v", "\f"].map((mark, n) =>
    end(n, { text: `a${mark}b`, reasoning: `${mark}${mark}` }),
  );
  for (const one of ends) await spool.append(one);
  const { written, write } = collector();
  for (const file of await spool.seal()) await flushSpoolFile(file, write);
  expect(written).toEqual(ends);
});

it("never gives out a file that an end of the same moment goes into", async () => {
  const spool = new Spool(join(root, "an-instance"));
  const { written, write } = collector();
  const flush = async () => {
    for (const file of await spool.seal()) await flushSpoolFile(file, write);
  };
  const ends = Array.from({ length: 60 }, (_, n) => end(n));
  for (const one of ends) {
    const flushing = flush();
    await spool.append(one);
    await flushing;
  }
  await flush();
  expect(written).toEqual(ends);
});

it("loses nothing that is appended while it is being emptied, nor what could not be written", async () => {
  const spool = new Spool(join(root, "an-instance"));
  await spool.append(end(1));
  const [first = ""] = await spool.seal();
  await spool.append(end(2));
  await expect(flushSpoolFile(first, () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  const { written, write } = collector();
  for (const file of await spool.seal()) await flushSpoolFile(file, write);
  expect(written).toEqual([end(1), end(2)]);
  await spool.close();
  expect(await readdir(root)).toEqual([]);
});
