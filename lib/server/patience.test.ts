import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Patience, within } from "./patience";

afterEach(() => vi.useRealTimers());

const never = new Promise<void>(() => {});

/** Nothing else happens in this process meanwhile. */
function holdUp(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

describe("patience", () => {
  it("ends on time, and after a restart that much later", () => {
    vi.useFakeTimers();
    let ended = 0;
    const patience = new Patience(1_000, () => ended++);
    vi.advanceTimersByTime(950);
    patience.restart();
    vi.advanceTimersByTime(990);
    expect(ended).toBe(0);
    vi.advanceTimersByTime(10);
    expect(ended).toBe(1);
    vi.advanceTimersByTime(5_000);
    expect(ended).toBe(1);
  });

  it("never ends once it is stopped", () => {
    vi.useFakeTimers();
    let ended = 0;
    const patience = new Patience(1_000, () => ended++);
    vi.advanceTimersByTime(950);
    patience.stop();
    vi.advanceTimersByTime(5_000);
    expect(ended).toBe(0);
  });
});

describe("work that is waited for", () => {
  it("is waited for until it succeeds, and what it throws is thrown", async () => {
    let isDone = false;
    const work = sleep(20).then(() => {
      isDone = true;
    });
    await within(60_000, work);
    expect(isDone).toBe(true);
    await expect(within(60_000, Promise.reject(new Error("refused")))).rejects.toThrow("refused");
  });

  it("is given up when it takes longer", async () => {
    const beganAt = performance.now();
    await within(200, never);
    expect(performance.now() - beganAt).toBeGreaterThan(190);
  });

  it("is not given up for what held up this process", async () => {
    let isDone = false;
    const work = sleep(500).then(() => {
      isDone = true;
    });
    const waiting = within(1_000, work);
    holdUp(1_500);
    await waiting;
    expect(isDone).toBe(true);
  });
});
