import { PassThrough, Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { readPaced } from "./read-paced";

/** What the handlers were called with, and how often the event loop turned meanwhile. */
async function readAll(body: Readable, onData: (text: string) => void = () => undefined) {
  const slices: { text: string; at: number }[] = [];
  let turns = 0;
  let isOver = false;
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const error = await new Promise<Error | null>((resolve) => {
    readPaced(body, {
      onData(data, at) {
        const text = Buffer.from(data).toString();
        slices.push({ text, at });
        onData(text);
      },
      onEnd: () => resolve(null),
      onError: resolve,
    });
  });
  isOver = true;
  return { slices, turns, error };
}

const LARGE = Array.from({ length: 20_000 }, (_, index) => `${index},`).join("");

describe("readPaced", () => {
  it("hands over a small read whole and at once", () => {
    const body = new PassThrough();
    const seen: string[] = [];
    readPaced(body, {
      onData: (data) => seen.push(Buffer.from(data).toString()),
      onEnd: () => undefined,
      onError: () => undefined,
    });
    body.emit("data", Buffer.from("small"));
    expect(seen).toEqual(["small"]);
  });

  it("lets the event loop turn between the slices of a large read, which share its stamp", async () => {
    const { slices, turns, error } = await readAll(Readable.from([Buffer.from(LARGE)]));
    expect(error).toBeNull();
    expect(slices.map(({ text }) => text).join("")).toBe(LARGE);
    expect(slices.length).toBeGreaterThan(50);
    expect(turns).toBeGreaterThanOrEqual(slices.length - 1);
    expect(new Set(slices.map(({ at }) => at)).size).toBe(1);
  });

  it("keeps the sender waiting while much waits here, and goes on afterwards", async () => {
    const body = new PassThrough();
    const paused: boolean[] = [];
    const reading = readAll(body, () => paused.push(body.isPaused()));
    for (let count = 0; count < 10; count++) body.write(LARGE);
    body.end();
    const { slices } = await reading;
    expect(slices.map(({ text }) => text).join("")).toBe(LARGE.repeat(10));
    expect(paused).toContain(true);
  });

  it("hands over what had come before it reports a broken connection", async () => {
    const body = new PassThrough();
    const reading = readAll(body);
    body.emit("data", Buffer.from(LARGE));
    body.destroy(new Error("reset"));
    const { slices, error } = await reading;
    expect(slices.map(({ text }) => text).join("")).toBe(LARGE);
    expect(error?.message).toBe("reset");
  });

  it("reports a fault of its reader as an error of this stream, and closes it", async () => {
    const body = new PassThrough();
    const reading = readAll(body, () => {
      throw new Error("boom");
    });
    body.write("x");
    expect((await reading).error?.message).toBe("boom");
    expect(body.destroyed).toBe(true);
  });
});
