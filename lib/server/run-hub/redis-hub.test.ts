import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { createClient } from "redis";
import { expect, it, vi } from "vitest";
import { aRun } from "@/components/comparison/comparison-fixtures";
import { describeOnRedis } from "@/e2e/for-each-hub";
import { beginRun, HubWatcher, joinRun, textDelta } from "@/e2e/hub-watcher";
import { log } from "../log";
import { RedisHub } from "./redis-hub";

describeOnRedis("two instances on one Redis", (openInstance) => {
  it("show the same events in the same order, each once, whoever publishes and wherever one watches", async () => {
    const hubs = [await openInstance(), await openInstance()];
    const hub = (index: number) => hubs[index] ?? expect.fail();
    // Each step: which instance speaks, how often, and who then joins where, after which part of what was seen so far.
    const instance = fc.integer({ min: 0, max: 1 });
    const step = fc.record({
      speaker: instance,
      events: fc.integer({ min: 0, max: 5 }),
      join: fc.option(fc.record({ at: instance, after: fc.double({ min: 0, max: 1, noNaN: true }) })),
      pauseMs: fc.integer({ min: 0, max: 2 }),
    });
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const { comparisonId, runId } = await beginRun(hub(0));
      const second = await beginRun(hub(1), { comparisonId });
      const first = await joinRun(hub(0), comparisonId);
      // Both are live before any ends.
      for (const index of [0, 1]) hub(index).publish(comparisonId, textDelta("0 ", index));
      await first.until(({ ids }) => ids.length === 2);
      const rejoined: { afterId: number; watcher: HubWatcher }[] = [];
      let published = 0;
      for (const { speaker, events, join, pauseMs } of steps) {
        for (let count = 0; count < events; count++)
          hub(speaker).publish(comparisonId, textDelta(`${++published} `, speaker));
        if (pauseMs > 0) await sleep(pauseMs - 1);
        const seenId = first.ids.at(-1) ?? 0;
        if (!join) continue;
        const afterId = Math.floor(join.after * seenId);
        rejoined.push({ afterId, watcher: await joinRun(hub(join.at), comparisonId, afterId) });
      }
      hub(0).finish(comparisonId, runId);
      hub(1).finish(comparisonId, second.runId);
      await first.untilOver();
      expect(first.ids).toEqual(Array.from({ length: published + 2 }, (_, index) => index + 1));
      // Each speaker is heard in its own order.
      for (const speaker of [0, 1]) {
        const numbers = first.textOf(speaker).trim().split(" ").map(Number);
        expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
      }
      for (const { afterId, watcher } of rejoined) {
        await watcher.untilOver();
        expect([watcher.over, watcher.received]).toEqual([
          "ended",
          first.received.filter(({ id }) => id > afterId),
        ]);
      }
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it("stop each other's runs", async () => {
    const [runner, other] = [await openInstance(), await openInstance()];
    const { comparisonId, runId, signal } = await beginRun(runner);
    await expect.poll(() => other.watch(comparisonId, 0, new HubWatcher())).not.toBeNull();
    expect(await other.stop(comparisonId, runId)).toBe(true);
    if (!signal.aborted) await once(signal, "abort", { signal: AbortSignal.timeout(30_000) });
    expect(await other.stop(comparisonId, randomUUID())).toBe(false);
  });

  it("go on with the numbers of a turn that ran elsewhere", async () => {
    const [one, two] = [await openInstance(), await openInstance()];
    const { comparisonId, runId } = await beginRun(one);
    const watcher = await joinRun(one, comparisonId);
    for (const word of ["a", "b", "c"]) one.publish(comparisonId, textDelta(word));
    one.finish(comparisonId, runId);
    await watcher.untilOver();
    await beginRun(two, { comparisonId, ageMs: 5_000 });
    await expect.poll(() => two.lastEventId(comparisonId)).toBe(3);
    const next = await joinRun(two, comparisonId, 3);
    two.publish(comparisonId, textDelta("d"));
    expect((await next.until(({ ids }) => ids.length > 0)).ids).toEqual([4]);
  });

  it("let go of each other's watchers when one goes down, and leave the run to the other", async () => {
    const [runner, leaver] = [await openInstance(), await openInstance()];
    const { comparisonId, runId, signal } = await beginRun(runner);
    await expect.poll(() => leaver.watch(comparisonId, 0, new HubWatcher())).not.toBeNull();
    const watcher = await joinRun(leaver, comparisonId);
    runner.publish(comparisonId, textDelta("before"));
    await watcher.until(({ text }) => text === "before");
    await leaver.drain(0);
    expect(watcher.over).toBe("cut");
    expect(signal.aborted).toBe(false);
    const again = await joinRun(runner, comparisonId, watcher.ids.at(-1));
    runner.publish(comparisonId, textDelta(" after"));
    runner.finish(comparisonId, runId);
    expect((await again.untilOver()).text).toBe(" after");
  });

  it("tell watchers of a run whose instance is gone", async () => {
    const [gone, other] = [await openInstance(), await openInstance()];
    const { comparisonId, runId } = await beginRun(gone);
    gone.publish(comparisonId, textDelta("half an ans"));
    await expect.poll(() => other.watch(comparisonId, 0, new HubWatcher())).not.toBeNull();
    const watcher = await joinRun(other, comparisonId);
    const run = aRun({ id: runId, comparisonId, status: "interrupted" });
    other.closeAbandoned(run);
    await watcher.untilOver();
    expect([watcher.over, watcher.received.at(-1)?.event]).toEqual(["ended", { type: "run", lane: 0, run }]);
    // One that ended long ago has nobody to tell.
    const long = aRun({ id: randomUUID(), comparisonId: randomUUID() });
    other.closeAbandoned(long);
    expect(await other.watch(long.comparisonId, 0, new HubWatcher())).toBeNull();
  });

  it("count each other's watchers before a run is stopped for having none", async () => {
    const options = { detachedMs: 3_000 };
    const [runner, other] = [await openInstance(options), await openInstance(options)];
    const { comparisonId, signal } = await beginRun(runner);
    await expect.poll(() => other.watch(comparisonId, 0, new HubWatcher())).not.toBeNull();
    const beganAt = performance.now();
    // The watcher is told every 100 ms, so it is there for twice the time.
    const watcher = await joinRun(other, comparisonId);
    while (performance.now() - beganAt < 6_000) {
      runner.publish(comparisonId, textDelta("."));
      await sleep(100);
    }
    expect(signal.aborted).toBe(false);
    watcher.leave();
  });
});

/** Waits out whatever a busy machine makes of an outage that the test ends at once. */
const PATIENT = { cutAfterMs: 60_000 };

describeOnRedis("connections that break again and again", (openInstance, redis) => {
  it("cost no watcher an event, and repeat none", async () => {
    const [one, two] = [await openInstance(PATIENT), await openInstance(PATIENT)];
    const { comparisonId, runId } = await beginRun(one);
    const second = await beginRun(two, { comparisonId });
    const watchers = [await joinRun(one, comparisonId), await joinRun(two, comparisonId)];
    const breaker = await createClient({ url: redis().url }).connect();
    for (let round = 0; round < 20; round++) {
      for (const [lane, hub] of [one, two].entries())
        for (let count = 0; count < 20; count++)
          hub.publish(comparisonId, textDelta(`${round}.${count} `, lane));
      // Now and then in the middle of what was just sent.
      await sleep(round % 3);
      for (const type of ["normal", "pubsub"]) await breaker.sendCommand(["CLIENT", "KILL", "TYPE", type]);
    }
    breaker.destroy();
    one.finish(comparisonId, runId);
    two.finish(comparisonId, second.runId);
    const numbers = Array.from(
      { length: 400 },
      (_, index) => `${Math.floor(index / 20)}.${index % 20} `,
    ).join("");
    for (const watcher of watchers) {
      await watcher.untilOver();
      expect(watcher.over).toBe("ended");
      for (const lane of [0, 1]) expect(watcher.textOf(lane)).toBe(numbers);
    }
    expect(watchers[0]?.received).toEqual(watchers[1]?.received);
  });
});

describeOnRedis("a Redis that goes away", (openInstance, redis) => {
  it("and forgets everything costs no watcher an event, on whichever instance", async () => {
    const [runner, other] = [await openInstance(PATIENT), await openInstance(PATIENT)];
    const { comparisonId, runId } = await beginRun(runner);
    const here = await joinRun(runner, comparisonId);
    runner.publish(comparisonId, textDelta("+"));
    await here.until(({ ids }) => ids.length > 0);
    const there = await joinRun(other, comparisonId);

    await redis().stop();
    let words = "+";
    const say = () => {
      const word = words.length % 2 === 0 ? "+" : "-";
      words += word;
      runner.publish(comparisonId, textDelta(word));
    };
    for (let count = 0; count < 2_500; count++) say();
    const started = await beginRun(runner, { lastWords: "stopped" });
    const meanwhile = await joinRun(runner, started.comparisonId);
    expect(await runner.stop(started.comparisonId, started.runId)).toBe(true);
    await redis().restart();
    say();

    await here.until(({ text }) => text === words);
    expect((await meanwhile.untilOver()).text).toBe("stopped");
    const late = await joinRun(other, comparisonId);
    say();
    runner.finish(comparisonId, runId);
    for (const watcher of [here, there, late]) {
      await watcher.untilOver();
      expect([watcher.over, watcher.text.length, watcher.text === words]).toEqual([
        "ended",
        words.length,
        true,
      ]);
      expect(watcher.ids).toEqual(here.ids);
    }
    expect(here.ids).toEqual(here.ids.toSorted((a, b) => a - b));
  });

  it("is warned of without its password, lets comparisons start, and is used when it comes", async () => {
    const warnings = vi.spyOn(log, "warn");
    await redis().stop();
    const url = redis().url.replace("://", "://user:secret@");
    const refused = new RedisHub({ url, detachedMs: 60_000 });
    await refused.connected;
    expect(JSON.stringify(warnings.mock.calls)).toContain(new URL(url).host);
    expect(JSON.stringify(warnings.mock.calls)).not.toContain("secret");
    await refused.drain(0);
    warnings.mockRestore();

    const hub = await openInstance(PATIENT);
    const { comparisonId, runId } = await beginRun(hub);
    const watcher = await joinRun(hub, comparisonId);
    hub.publish(comparisonId, textDelta("patience"));
    await expect(hub.watch(randomUUID(), 0, new HubWatcher())).rejects.toMatchObject({
      code: "stream-unavailable",
      status: 503,
    });
    await redis().restart();
    hub.finish(comparisonId, runId);
    expect([(await watcher.untilOver()).text, watcher.over]).toEqual(["patience", "ended"]);
  });

  it("for longer lets go of watchers, who may find it all in the log, and of no run", async () => {
    const hub = await openInstance();
    const { comparisonId, signal, runId } = await beginRun(hub);
    const watcher = await joinRun(hub, comparisonId);
    await redis().stop();
    hub.publish(comparisonId, textDelta("unheard"));
    expect((await watcher.untilOver()).over).toBe("cut");
    expect(signal.aborted).toBe(false);
    await redis().restart();
    const again = await joinRun(hub, comparisonId, watcher.ids.at(-1));
    hub.finish(comparisonId, runId);
    expect((await again.untilOver()).text).toBe("unheard");
  });

  it("does not fill the memory with what it can't take: a run is then told by its end", async () => {
    const hub = await openInstance(PATIENT);
    const { comparisonId, runId } = await beginRun(hub);
    const watcher = await joinRun(hub, comparisonId);
    await redis().stop();
    const mebibyte = "x".repeat(1024 * 1024);
    for (let count = 0; count < 80; count++) hub.publish(comparisonId, textDelta(mebibyte));
    const run = aRun({ id: runId, comparisonId });
    hub.publish(comparisonId, { type: "run", lane: 0, run });
    await redis().restart();
    hub.finish(comparisonId, runId);
    await watcher.untilOver();
    expect(watcher.received.length).toBeGreaterThan(60);
    expect(watcher.received.length).toBeLessThan(70);
    expect(watcher.received.at(-1)?.event).toEqual({ type: "run", lane: 0, run });
  });

  it("without closing its connections is found out, and used when it answers again", async () => {
    const hub = await openInstance(PATIENT);
    const { comparisonId, runId } = await beginRun(hub);
    const watcher = await joinRun(hub, comparisonId);
    hub.publish(comparisonId, textDelta("before, "));
    await watcher.until(({ ids }) => ids.length > 0);
    const warned = vi.spyOn(log, "warn");
    process.kill(redis().pid(), "SIGSTOP");
    hub.publish(comparisonId, textDelta("meanwhile, "));
    await vi.waitFor(() => expect(warned).toHaveBeenCalled(), { timeout: 30_000 });
    process.kill(redis().pid(), "SIGCONT");
    hub.publish(comparisonId, textDelta("after"));
    hub.finish(comparisonId, runId);
    expect((await watcher.untilOver()).text).toBe("before, meanwhile, after");
    warned.mockRestore();
  });
});
