import { expect, it } from "vitest";
import { POST } from "@/app/api/comparisons/route";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { jsonScript } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { stopServer } from "../prepare";

const { upstream } = useTestServer((url) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: `${url}/collector`,
  OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
}));

it("a collector that refuses what it is told stands in the way of neither runs nor a clean end", async () => {
  const answer = { frames: zaiFrames({ model: "glm-4.7", text: "Hi" }) };
  upstream().respondWith(({ path }) => (path.startsWith("/collector") ? jsonScript(400, {}) : answer));
  const json = { prompt: "Hi", lanes: [{ offer: "zai/glm-4.7" }] };
  const response = await POST(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
  expect(runsOf(await readEvents(response))[0]?.status).toBe("completed");
  await stopServer();
});
