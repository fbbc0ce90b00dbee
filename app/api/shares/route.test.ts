import { describe, expect, it } from "vitest";
import { readEvents } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { DELETE as deleteComparisonRoute } from "../comparisons/[id]/route";
import { POST as startRoute } from "../comparisons/route";
import { DELETE, PATCH, GET as readRoute } from "./[id]/route";
import { GET as listRoute, POST } from "./route";

const { upstream } = useTestServer();

const idContext = (id: string) => ({ params: Promise.resolve({ id }) });
const read = (id: string) => readRoute(apiRequest(`/api/shares/${id}`), idContext(id));

async function comparisonId(): Promise<string> {
  upstream().respondWith({
    frames: zaiFrames({
      model: "glm-4.7",
      text: "Shared answer.",
      usage: { inputTokens: 1, outputTokens: 2 },
    }),
  });
  const json = {
    prompt: "Share me",
    instructions: "A secret instruction",
    lanes: [{ offer: "zai/glm-4.7" }],
  };
  const response = await startRoute(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
  await readEvents(response);
  return response.headers.get("x-comparison-id") ?? "";
}

async function publish(json: unknown): Promise<{ id: string; url: string }> {
  const response = await POST(apiRequest("/api/shares", { method: "POST", json }), undefined);
  expect(response.status).toBe(201);
  return response.json();
}

describe("shares", () => {
  it("publish a snapshot under an id of 128 random bits, with its metrics and without its owner", async () => {
    const id = await comparisonId();
    const share = await publish({ comparisonId: id, include: { responses: true, instructions: true } });
    expect(share.id).toMatch(/^[0-9A-Za-z]{22}$/);
    expect(share.url).toBe(`http://127.0.0.1:3000/s/${share.id}`);
    const response = await read(share.id);
    expect(response.headers.get("x-robots-tag")).toBe("noindex");
    expect(await response.json()).toMatchObject({
      id: share.id,
      expiresAt: null,
      comparison: {
        owner: "",
        instructions: "A secret instruction",
        turns: [
          {
            prompt: "Share me",
            runs: [{ content: { text: "Shared answer." }, cost: { billedUsd: "0.000005000000" }, sent: {} }],
          },
        ],
      },
    });
    const { shares } = await (await listRoute(apiRequest("/api/shares"), undefined)).json();
    expect(shares).toMatchObject([{ id: share.id, comparisonId: id, title: "Share me" }]);
  });

  it("leave out what was not to be included", async () => {
    const { id } = await publish({
      comparisonId: await comparisonId(),
      include: { responses: false, instructions: false },
    });
    const text = await (await read(id)).text();
    expect(text).not.toContain("Shared answer.");
    expect(text).not.toContain("A secret instruction");
    expect(text).toContain("Share me");
  });

  it("look the same revoked, expired, deleted with their comparison, and never made", async () => {
    const comparison = await comparisonId();
    const [revoked, ended, orphaned] = [
      await publish({ comparisonId: await comparisonId() }),
      await publish({
        comparisonId: await comparisonId(),
        expiresAt: new Date(Date.now() + 50).toISOString(),
      }),
      await publish({ comparisonId: comparison }),
    ];
    expect((await DELETE(apiRequest("/", { method: "DELETE" }), idContext(revoked.id))).status).toBe(204);
    expect(
      (await deleteComparisonRoute(apiRequest("/", { method: "DELETE" }), idContext(comparison))).status,
    ).toBe(204);
    await expect.poll(async () => (await read(ended.id)).status).toBe(404);
    const never = await (await read("0000000000000000000000")).json();
    for (const { id } of [revoked, ended, orphaned]) expect(await (await read(id)).json()).toEqual(never);
  });

  it("change their end, and are not made of what is unknown or wrong", async () => {
    const { id } = await publish({ comparisonId: await comparisonId() });
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const changed = await PATCH(apiRequest("/", { method: "PATCH", json: { expiresAt } }), idContext(id));
    expect(await changed.json()).toEqual({ id, expiresAt });
    const unknown = { comparisonId: "01890000-0000-7000-8000-000000000000" };
    expect((await POST(apiRequest("/api/shares", { method: "POST", json: unknown }), undefined)).status).toBe(
      404,
    );
    const past = { comparisonId: await comparisonId(), expiresAt: "2020-01-01T00:00:00Z" };
    expect((await POST(apiRequest("/api/shares", { method: "POST", json: past }), undefined)).status).toBe(
      400,
    );
  });
});
