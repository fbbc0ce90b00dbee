import { describe, expect, it } from "vitest";
import { apiRequest, useTestServer, ZAI_KEY } from "@/e2e/test-server";
import { PROVIDER_IDS } from "@/lib/catalog/types";
import { GET as healthRoute } from "../health/route";
import { GET as pricesRoute } from "../prices/route";
import { GET } from "./route";

useTestServer();

describe("GET /api/catalog", () => {
  it("lists tiers, providers and offers, says who is configured, and shows no key", async () => {
    const text = await (await GET(apiRequest("/api/catalog"), undefined)).text();
    const { tiers, providers, offers } = JSON.parse(text);
    expect(tiers.slice(0, 3).map(({ id }: { id: string }) => id)).toEqual([
      "glm-4.6",
      "glm-4.7",
      "glm-4.7-flash",
    ]);
    expect(providers.map(({ id }: { id: string }) => id)).toEqual([...PROVIDER_IDS]);
    const configured = providers.filter((provider: { configured: boolean }) => provider.configured);
    expect(configured.map(({ id }: { id: string }) => id)).toEqual(["zai", "openrouter", "demo"]);
    expect(offers.find(({ id }: { id: string }) => id === "openrouter/glm-4.7-flash")).toMatchObject({
      tier: "glm-4.7-flash",
      provider: "openrouter",
      modelId: "z-ai/glm-4.7-flash",
      contextTokens: 202752,
      pricing: {
        input: "0.06",
        output: "0.4",
        cacheRead: "0.01",
        cacheWrite: null,
        pricePointId: expect.any(String),
      },
      retiredAt: null,
      dateKind: "source",
    });
    expect(text).not.toContain(ZAI_KEY);
  });
});

describe("GET /api/prices", () => {
  it("gives the current price points, all of them, and one offer's", async () => {
    const read = async (query: string) =>
      (await (await pricesRoute(apiRequest(`/api/prices${query}`), undefined)).json()).pricePoints;
    const current = await read("");
    expect(await read("?history=1")).toHaveLength(current.length);
    expect(await read("?offer=zai/glm-4.7")).toMatchObject([
      { offer: "zai/glm-4.7", upstream: null, pricing: { input: "0.6", cacheWrite: "0" } },
    ]);
  });
});

describe("GET /api/health", () => {
  it("says that runs can be taken", async () => {
    const response = await healthRoute(apiRequest("/api/health"), undefined);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: "ok",
      database: "ok",
      version: expect.any(String),
      instance: expect.any(String),
    });
  });
});
