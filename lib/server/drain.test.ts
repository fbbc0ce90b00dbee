import { setTimeout as later } from "node:timers/promises";
import { expect, it } from "vitest";
import { POST as startRoute } from "@/app/api/comparisons/route";
import { database } from "@/db/client";
import { listUnfinished } from "@/db/queries/orphans";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { stopServer } from "./prepare";

const { upstream } = useTestServer(() => ({ GLIMPSE_DRAIN_SECONDS: "0" }));

it("leaves no run unfinished in the log, also of starts that were on their way", async () => {
  upstream().respondWith({
    frames: zaiFrames({ model: "glm-4.7", text: ["Half an answer"], finishReason: null }).slice(0, 1),
    end: "hang",
  });
  const json = { prompt: "Hi", lanes: [{ offer: "zai/glm-4.7" }, { offer: "zai/glm-4.6" }] };
  const start = () => startRoute(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
  const starts = [start()];
  await starts[0];
  let stopping: Promise<void> | undefined;
  for (let sent = 0; sent < 60; sent++) {
    starts.push(start());
    await later(2);
    if (sent === 20) stopping = stopServer();
  }
  const statuses = (await Promise.all(starts)).map(({ status }) => status);
  expect(new Set(statuses)).toEqual(new Set([200, 503]));
  await stopping;
  expect(await listUnfinished(await database())).toEqual([]);
});
