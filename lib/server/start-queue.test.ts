import { setImmediate as nextTurn } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { startQueue } from "./start-queue";

/** Keeps the event loop busy, as setting up a run does. */
function work(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

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
    await first;
    work(20);
    const workedUntil = performance.now();
    let turns = 0;
    let isSecond = false;
    const waiting = second.then(() => {
      isSecond = true;
    });
    for (; !isSecond; turns++) await nextTurn();
    await waiting;
    expect(performance.now() - workedUntil).toBeGreaterThanOrEqual(18);
    expect(turns).toBeGreaterThan(3);
  });

  it("expects later starts to wait longer", () => {
    const queue = startQueue();
    const turns = [queue.turn(10), queue.turn(10), queue.turn(10)];
    expect(queue.expectedWaitMs(10)).toBeGreaterThan(queue.expectedWaitMs(0));
    expect(queue.expectedWaitMs(0)).toBeGreaterThan(0);
    return Promise.all(turns);
  });
});
