import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readEvents, runsOf, streamedText } from "@/e2e/read-events";
import { hasRedis, startRedis, type TestRedis } from "@/e2e/start-redis";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { held } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { openRunHub, runHub } from "@/lib/server/run-hub";
import type { RunHub } from "@/lib/server/run-hub/run-hub";
import { POST as cancelRoute } from "../../../runs/[id]/cancel/route";
import { POST as startRoute } from "../../route";
import { GET as readRoute } from "../route";
import { GET } from "./route";

const idContext = (id: string) => ({ params: Promise.resolve({ id }) });
const usage = { inputTokens: 10, outputTokens: 20 };
const words = Array.from({ length: 30 }, (_, index) => `word ${index} `);

describe.skipIf(!hasRedis)(
  hasRedis ? "over Redis" : "over Redis (skipped: no redis-server is installed)",
  () => {
    let redis: TestRedis;
    const others: RunHub[] = [];
    beforeAll(async () => {
      redis = await startRedis();
    });
    const { upstream } = useTestServer(() => ({ REDIS_URL: redis.url }));
    afterAll(async () => {
      await Promise.all(others.map((hub) => hub.drain(0)));
      await redis.stop();
    });

    /** From now on the routes are another instance's; the runs so far stay with theirs. */
    async function becomeAnotherInstance(): Promise<void> {
      others.push(runHub());
      await openRunHub();
    }

    const start = (prompt: string, key: string) =>
      startRoute(
        apiRequest("/api/comparisons", {
          method: "POST",
          json: { prompt, lanes: [{ offer: "zai/glm-4.7" }, { offer: "zai/glm-4.6" }] },
          headers: { "idempotency-key": key },
        }),
        undefined,
      );

    it("joins what runs on another instance, from its start, after an event, or by the key that started it", async () => {
      let areJoined = false;
      const frames = zaiFrames({ model: "glm-4.7", text: words, usage });
      upstream().respondWith(() => ({ frames: held(frames, () => areJoined) }));
      const response = await start("Elsewhere", "elsewhere");
      const comparisonId = response.headers.get("x-comparison-id") ?? "";
      const whole = readEvents(response);
      await becomeAnotherInstance();
      const join = (lastEventId: number) =>
        GET(apiRequest("/", { headers: { "last-event-id": `${lastEventId}` } }), idContext(comparisonId));
      const joined = [await join(0), await join(3), await start("Elsewhere", "elsewhere")].map(readEvents);
      areJoined = true;
      const events = (await whole).map(({ id, event }) => ({ id, event }));
      const [fromStart, fromThird, byKey] = await Promise.all(joined);
      expect(fromStart).toMatchObject(events);
      expect(fromThird).toMatchObject(events.slice(3));
      expect(byKey).toMatchObject(events);
      for (const lane of [0, 1])
        expect(streamedText(fromStart ?? [], lane, "text-delta")).toBe(words.join(""));
      expect((await join(0)).status).toBe(204);
    });

    it("stops a run of another instance", async () => {
      const endless = zaiFrames({ model: "glm-4.7", text: ["A start"], finishReason: null }).slice(0, 1);
      upstream().respondWith({ frames: endless, end: "hang" });
      const from = upstream().calls().length;
      const response = await start("Stop me", "stop");
      const comparisonId = response.headers.get("x-comparison-id") ?? "";
      await becomeAnotherInstance();
      const rest = readEvents(await GET(apiRequest("/"), idContext(comparisonId)));
      await expect.poll(() => upstream().calls().length - from).toBe(2);
      const comparison = await (await readRoute(apiRequest("/"), idContext(comparisonId))).json();
      for (const { id } of comparison.turns[0].runs)
        await cancelRoute(apiRequest("/", { method: "POST", json: {} }), idContext(id));
      expect(runsOf(await rest).map(({ status }) => status)).toEqual(["aborted", "aborted"]);
    });
  },
);
