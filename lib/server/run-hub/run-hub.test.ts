import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import fc from "fast-check";
import { expect, it } from "vitest";
import { aRun } from "@/components/comparison/comparison-fixtures";
import { forEachHub } from "@/e2e/for-each-hub";
import { beginRun, HubWatcher, joinRun, textDelta } from "@/e2e/hub-watcher";
import { NOBODY_WATCHED, SERVER_STOPPED } from "./stop-reasons";

forEachHub((openHub) => {
  it("gives every watcher all events after the one it names, each once and in order, wherever it joins", async () => {
    const hub = await openHub();
    // Each step publishes some events in one tick, then somebody joins after a part of what there is, or nobody does.
    const step = fc.record({
      events: fc.integer({ min: 0, max: 5 }),
      joinAt: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      waits: fc.boolean(),
    });
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const { comparisonId, runId } = await beginRun(hub);
      let published = 0;
      const joined: { afterId: number; watcher: HubWatcher }[] = [];
      for (const { events, joinAt, waits } of steps) {
        for (let count = 0; count < events; count++) hub.publish(comparisonId, textDelta(`${++published} `));
        if (waits) await nextTurn();
        if (joinAt === null) continue;
        const afterId = Math.floor(joinAt * published);
        joined.push({ afterId, watcher: await joinRun(hub, comparisonId, afterId) });
      }
      hub.publish(comparisonId, textDelta("the end"));
      const last = await joinRun(hub, comparisonId);
      hub.finish(comparisonId, runId);
      for (const { afterId, watcher } of [...joined, { afterId: 0, watcher: last }]) {
        await watcher.untilOver();
        expect(watcher.over).toBe("ended");
        const expected = Array.from({ length: published + 1 - afterId }, (_, index) => afterId + 1 + index);
        expect(watcher.ids).toEqual(expected);
        expect(watcher.text).toBe(expected.map((id) => (id <= published ? `${id} ` : "the end")).join(""));
      }
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it("hands what all lanes said in one tick to each watcher at once, encoded once", async () => {
    const hub = await openHub();
    const { comparisonId } = await beginRun(hub);
    const watchers = [await joinRun(hub, comparisonId), await joinRun(hub, comparisonId)];
    for (let lane = 0; lane < 12; lane++) hub.publish(comparisonId, textDelta(`“漢字 ${lane}”\n\n`, lane));
    for (const watcher of watchers) await watcher.until(({ received }) => received.length === 12);
    const [first, second] = watchers.map(({ pieces }) => pieces);
    expect(first).toHaveLength(1);
    expect(second?.[0]).toBe(first?.[0]);
  });

  it("keeps nothing of a comparison that is discarded, unless a run of it is live", async () => {
    const hub = await openHub();
    const { comparisonId, runId } = await beginRun(hub);
    const watcher = await joinRun(hub, comparisonId);
    hub.publish(comparisonId, textDelta("secret"));
    await watcher.until(({ text }) => text === "secret");
    await hub.discard(comparisonId);
    expect(await hub.lastEventId(comparisonId)).toBe(1);
    hub.finish(comparisonId, runId);
    await watcher.untilOver();
    await hub.discard(comparisonId);
    await beginRun(hub, { comparisonId });
    expect(await hub.lastEventId(comparisonId)).toBe(0);
  });

  it("goes on with the numbers of an earlier turn, and begins above them where they are forgotten", async () => {
    const hub = await openHub();
    const { comparisonId, runId } = await beginRun(hub);
    const first = await joinRun(hub, comparisonId);
    hub.publish(comparisonId, textDelta("one"));
    hub.publish(comparisonId, textDelta("two"));
    hub.finish(comparisonId, runId);
    await first.untilOver();
    await beginRun(hub, { comparisonId, ageMs: 60_000 });
    await expect.poll(() => hub.lastEventId(comparisonId)).toBe(2);
    const second = await joinRun(hub, comparisonId, 2);
    hub.publish(comparisonId, textDelta("three"));
    expect((await second.until(({ ids }) => ids.length > 0)).ids).toEqual([3]);

    const forgotten = await beginRun(hub, { ageMs: 60_000.5 });
    const watcher = await joinRun(hub, forgotten.comparisonId, await hub.lastEventId(forgotten.comparisonId));
    hub.publish(forgotten.comparisonId, textDelta("later"));
    hub.publish(forgotten.comparisonId, textDelta("still later"));
    await watcher.until(({ ids }) => ids.length === 2);
    expect(watcher.ids).toEqual([60_000, 60_001]);
  });

  it("ends its watchers with the last run, and has nothing to watch before and after", async () => {
    const hub = await openHub();
    expect(await hub.watch(randomUUID(), 0, new HubWatcher())).toBeNull();
    const { comparisonId, runId } = await beginRun(hub);
    const second = randomUUID();
    hub.register(comparisonId, second, "local");
    expect([hub.liveRuns, hub.isLiveHere(second), hub.isLiveHere("another")]).toEqual([2, true, false]);
    const watcher = await joinRun(hub, comparisonId);
    hub.finish(comparisonId, runId);
    hub.publish(comparisonId, textDelta("last words"));
    expect((await watcher.until(({ text }) => text === "last words")).over).toBeNull();
    hub.finish(comparisonId, second);
    expect((await watcher.untilOver()).over).toBe("ended");
    expect([hub.liveRuns, hub.isLiveHere(second)]).toEqual([0, false]);
    expect(await hub.watch(comparisonId, 0, new HubWatcher())).toBeNull();
  });

  it("tells a watcher that has left nothing more", async () => {
    const hub = await openHub();
    const { comparisonId, runId } = await beginRun(hub);
    const [stays, leaves] = [await joinRun(hub, comparisonId), await joinRun(hub, comparisonId)];
    leaves.leave();
    hub.publish(comparisonId, textDelta("anyone?"));
    hub.finish(comparisonId, runId);
    await stays.untilOver();
    expect([leaves.received, leaves.over]).toEqual([[], null]);
  });

  it("stops a run that is live, by its signal and without a reason of ours", async () => {
    const hub = await openHub();
    const { comparisonId, runId, signal } = await beginRun(hub);
    expect(await hub.stop(comparisonId, "another")).toBe(false);
    expect(signal.aborted).toBe(false);
    expect(await hub.stop(comparisonId, runId)).toBe(true);
    expect(signal.aborted).toBe(true);
    expect([SERVER_STOPPED, NOBODY_WATCHED]).not.toContain(signal.reason);
  });

  it("stops a run that nobody has watched for too long, and none that is watched", async () => {
    const hub = await openHub({ detachedMs: 4_000 });
    const [watched, unwatched, left] = [await beginRun(hub), await beginRun(hub), await beginRun(hub)];
    await joinRun(hub, watched.comparisonId);
    const leaver = await joinRun(hub, left.comparisonId);
    if (!unwatched.signal.aborted) await once(unwatched.signal, "abort");
    expect(unwatched.signal.reason).toBe(NOBODY_WATCHED);
    expect([watched.signal.aborted, left.signal.aborted]).toEqual([false, false]);
    leaver.leave();
    const leftAt = performance.now();
    await once(left.signal, "abort");
    expect(performance.now() - leftAt).toBeGreaterThan(3_950);
    expect(watched.signal.aborted).toBe(false);
  });

  it("tells watchers of a run whose instance is gone, and ends them with it", async () => {
    const hub = await openHub();
    const { comparisonId, runId } = await beginRun(hub);
    const watcher = await joinRun(hub, comparisonId);
    const run = aRun({ id: runId, comparisonId, lane: 3, status: "interrupted" });
    hub.closeAbandoned(run);
    await watcher.untilOver();
    expect(watcher.over).toBe("ended");
    expect(watcher.received.map(({ event }) => event)).toEqual([{ type: "run", lane: 3, run }]);
  });

  it("lets runs end in their time when it goes down, stops the rest, and says everything first", async () => {
    const hub = await openHub();
    const [quick, slow] = [await beginRun(hub), await beginRun(hub, { lastWords: "stopped" })];
    const watchers = [await joinRun(hub, quick.comparisonId), await joinRun(hub, slow.comparisonId)];
    const drained = hub.drain(100);
    expect(hub.closing).toBe(true);
    hub.publish(quick.comparisonId, textDelta("whole"));
    hub.finish(quick.comparisonId, quick.runId);
    await drained;
    expect(slow.signal.reason).toBe(SERVER_STOPPED);
    expect(quick.signal.aborted).toBe(false);
    expect(watchers.map(({ text, over }) => [text, over])).toEqual([
      ["whole", "ended"],
      ["stopped", "ended"],
    ]);
  });
});
