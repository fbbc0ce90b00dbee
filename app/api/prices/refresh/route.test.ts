import { describe, expect, it } from "vitest";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { openRouterFrames } from "@/e2e/upstream/openrouter-frames";
import { endpointList, openRouterEndpoint, servePrices } from "@/e2e/upstream/price-answers";
import { POST as startRoute } from "../../comparisons/route";
import { GET as readRunRoute } from "../../runs/[id]/route";
import { GET as pricesRoute } from "../route";
import { POST } from "./route";

const { upstream } = useTestServer();

const refresh = () => POST(apiRequest("/api/prices/refresh", { method: "POST" }), undefined);
const prices = async (query = "") => (await pricesRoute(apiRequest(`/api/prices${query}`), undefined)).json();

async function run() {
  const json = { prompt: "Hello", lanes: [{ offer: "openrouter/glm-4.7-flash" }] };
  const response = await startRoute(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
  const [finished] = runsOf(await readEvents(response));
  if (!finished) throw new Error("no run");
  return finished;
}

describe("POST /api/prices/refresh", () => {
  it("shows sources that were never asked", async () => {
    const { sources, disagreements, published } = await prices();
    expect(sources).toEqual(
      ["openrouter", "vercel", "empiriolabs", "models-dev"].map((source) =>
        expect.objectContaining({ source, checkedAt: null, ok: null, message: null, newPoints: null }),
      ),
    );
    expect([disagreements, published]).toEqual([[], []]);
  });

  it("prices the runs after it at the new price, and leaves the earlier ones theirs", async () => {
    const path = "/openrouter/models/z-ai/glm-4.7-flash/endpoints";
    const dearer = openRouterEndpoint("deepinfra/bf16", { prompt: "0.0000001", completion: "0.000001" });
    const usage = { inputTokens: 100, outputTokens: 50 };
    const answer = { model: "z-ai/glm-4.7-flash", provider: "DeepInfra", text: "Hi!", usage };
    const sources = servePrices({ [path]: endpointList("z-ai/glm-4.7-flash", dearer) });
    upstream().respondWith((request) =>
      request.method === "POST" ? { frames: openRouterFrames(answer) } : sources(request),
    );

    const earlier = await run();
    expect(earlier.cost.computedUsd).toBe("0.000026000000");
    const response = await refresh();
    expect(response.status).toBe(200);
    expect((await response.json()).sources).toEqual(
      ["openrouter", "vercel", "empiriolabs", "models-dev"].map((source) => ({
        source,
        ok: true,
        message: expect.stringMatching(/^\d+ prices? read\.$/),
        newPoints: expect.any(Number),
        checkedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      })),
    );

    const later = await run();
    expect(later.cost.computedUsd).toBe("0.000060000000");
    expect(later.cost.pricePointId).not.toBe(earlier.cost.pricePointId);
    const context = { params: Promise.resolve({ id: earlier.id }) };
    const kept = await (await readRunRoute(apiRequest(`/api/runs/${earlier.id}`), context)).json();
    expect(kept.cost).toEqual(earlier.cost);

    const { pricePoints, disagreements, published } = await prices("?offer=openrouter/glm-4.7-flash");
    expect(pricePoints.find(({ id }: { id: string }) => id === later.cost.pricePointId)).toMatchObject({
      upstream: "deepinfra",
      sourceKind: "openrouter",
      pricing: { input: "0.1", output: "1" },
    });
    expect(disagreements).toMatchObject([
      {
        upstream: "deepinfra",
        parts: ["input", "output"],
        points: [{ sourceKind: "openrouter" }, { sourceKind: "catalogue" }],
      },
    ]);
    expect(published).toMatchObject([{ upstream: "deepinfra", source: "openrouter", quantization: "bf16" }]);
  });

  it("is refused to a foreign page", async () => {
    const headers = { origin: "https://example.com" };
    const response = await POST(apiRequest("/api/prices/refresh", { method: "POST", headers }), undefined);
    expect(response.status).toBe(403);
  });
});
