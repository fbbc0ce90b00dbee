import { expect, it } from "vitest";
import { GET as readCatalog } from "@/app/api/catalog/route";
import { POST } from "@/app/api/comparisons/route";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { openRouterFrames } from "@/e2e/upstream/openrouter-frames";

const { upstream } = useTestServer(() => ({
  GLIMPSE_PUBLIC: "1",
  GLIMPSE_PUBLIC_PROVIDERS: "demo, openrouter",
}));

it("calls for a visitor only the providers that are open to visitors", async () => {
  upstream().respondWith({ frames: openRouterFrames({ model: "z-ai/glm-4.7", text: "Hello." }) });
  const json = { prompt: "Hi", lanes: [{ offer: "zai/glm-4.7" }, { offer: "openrouter/glm-4.7" }] };
  const response = await POST(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
  const [closed, open] = runsOf(await readEvents(response));
  expect(closed).toMatchObject({ status: "failed", error: { class: "configuration" } });
  expect(open).toMatchObject({ status: "completed", content: { text: "Hello." } });
  expect(upstream().calls()).toHaveLength(1);
});

it("shows visitors as configured what is open to them", async () => {
  const { providers } = await (await readCatalog(apiRequest("/api/catalog"), undefined)).json();
  const configured = (id: string) =>
    providers.find((provider: { id: string }) => provider.id === id)?.configured;
  expect(["zai", "openrouter", "demo"].map(configured)).toEqual([false, true, true]);
});
