import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startQueue } from "./start-queue";

/** Keeps the event loop busy, as setting up a run does. */
function work(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

afterEach(() => vi.useRealTimers());

/** Waits until the queue has nothing to do. */
beforeEach(async () => {
  await startQueue().turn(1);
  await expect.poll(() => startQueue().expectedWaitMs(0)).toBe(0);
});

describe("the start queue", () => {
  it("lets the runs of a group begin together, and groups in order", async () => {
    const begun: string[] = [];
    const groups = ["a", "b", "c"].map(async (name) => {
      const turn = startQueue().turn(2);
      await Promise.all([0, 1].map(() => turn.then(() => begun.push(name))));
    });
    await Promise.all(groups);
    expect(begun.join("")).toBe("aabbcc");
  });

  it("gives the loop back between two starts for as long as the first took", async () => {
    const first = startQueue().turn(1);
    const second = startQueue().turn(1);
    let isSecond = false;
    const waiting = second.then(() => {
      isSecond = true;
    });
    await first;
    work(20);
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const later = async (ms: number) => {
      vi.advanceTimersByTime(ms);
      for (let turn = 0; turn < 10; turn++) await nextTurn();
    };
    await later(0);
    await later(19);
    expect(isSecond).toBe(false);
    await later(60_000);
    expect(isSecond).toBe(true);
    await waiting;
    await later(60_000); // the queue is done
  });

  it("does not take one start that was held up for what starts cost", async () => {
    const queue = startQueue();
    const begin = async (ms: number) => {
      await queue.turn(1);
      work(ms);
      await nextTurn();
    };
    await begin(0);
    await begin(0);
    const before = queue.expectedWaitMs(100);
    await begin(100);
    expect(queue.expectedWaitMs(100)).toBeLessThan(before + 200);
    await begin(100);
    expect(queue.expectedWaitMs(100)).toBeGreaterThan(before + 2_000);
  });

  it("expects later starts to wait longer", () => {
    const queue = startQueue();
    const turns = [queue.turn(10), queue.turn(10), queue.turn(10)];
    expect(queue.expectedWaitMs(10)).toBeGreaterThan(queue.expectedWaitMs(0));
    expect(queue.expectedWaitMs(0)).toBeGreaterThan(0);
    return Promise.all(turns);
  });
});
