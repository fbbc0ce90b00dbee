import { text } from "node:stream/consumers";
import { expect, it, onTestFinished } from "vitest";
import { beginRun, HubWatcher, joinRun, textDelta } from "@/e2e/hub-watcher";
import { BodyWatcher } from "./body-watcher";
import { MemoryHub } from "./run-hub/memory-hub";

const KIBIBYTE = "x".repeat(1024);

async function watchedRun({ saidKibibytes = 0 } = {}) {
  const hub = new MemoryHub(900_000);
  onTestFinished(() => hub.drain(0));
  const run = await beginRun(hub);
  const reader = await joinRun(hub, run.comparisonId);
  let said = 0;
  const say = async (kibibytes: number) => {
    for (let count = 0; count < kibibytes; count++) hub.publish(run.comparisonId, textDelta(KIBIBYTE));
    said += kibibytes;
    await reader.until(({ received }) => received.length === said);
  };
  await say(saidKibibytes);
  const watcher = new BodyWatcher();
  const leave = await hub.watch(run.comparisonId, 0, watcher);
  let hasLeft = false;
  watcher.joined(() => {
    hasLeft = true;
    leave?.();
  });
  return { hub, ...run, reader, say, body: watcher.body, hasLeft: () => hasLeft };
}

/** What a client makes of a body. */
async function received(body: ReadableStream<Uint8Array>) {
  const whole = await text(body);
  const watcher = new HubWatcher();
  watcher.next(Buffer.from(whole.replace(/data: \[DONE\]\n\n$/, "")));
  return { ids: watcher.ids, isDone: whole.endsWith("data: [DONE]\n\n") };
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

it("gives a client that reads everything, and [DONE] last", async () => {
  const { hub, comparisonId, runId, say, body } = await watchedRun();
  await say(3);
  hub.finish(comparisonId, runId);
  expect(await received(body)).toEqual({ ids: upTo(3), isDone: true });
});

it("lets go of a client that does not read, which finds the rest again by its last event", async () => {
  const { hub, comparisonId, runId, say, reader, body, hasLeft } = await watchedRun();
  for (let count = 0; count < 2_048; count++) await say(1);
  expect(hasLeft()).toBe(true);
  const { ids, isDone } = await received(body);
  expect(isDone).toBe(false);
  expect(ids).toEqual(upTo(ids.length));
  expect(ids.length).toBeGreaterThan(900);
  expect(ids.length).toBeLessThan(1_100);
  const rest = await joinRun(hub, comparisonId, ids.length);
  hub.finish(comparisonId, runId);
  await rest.untilOver();
  expect([...ids, ...rest.ids]).toEqual(reader.ids);
});

it("does not take a long answer that is replayed at once for a client that does not read", async () => {
  const { hub, comparisonId, runId, say, body, hasLeft } = await watchedRun({ saidKibibytes: 3_000 });
  await say(10);
  expect(hasLeft()).toBe(false);
  hub.finish(comparisonId, runId);
  expect(await received(body)).toEqual({ ids: upTo(3_010), isDone: true });
});

it("leaves when its client does", async () => {
  const { body, say, hasLeft } = await watchedRun();
  await body.cancel();
  expect(hasLeft()).toBe(true);
  await say(1);
});

it("ends without [DONE] when the server lets go of it", async () => {
  const { hub, say, comparisonId } = await watchedRun();
  const watcher = new BodyWatcher();
  watcher.joined((await hub.watch(comparisonId, 0, watcher)) ?? expect.fail());
  await say(2);
  watcher.cut();
  expect(await received(watcher.body)).toEqual({ ids: upTo(2), isDone: false });
});
