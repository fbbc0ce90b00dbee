import { describe, expect, it } from "vitest";
import { openedDatabase } from "@/db/client";
import { readEvents } from "@/e2e/read-events";
import { apiRequest, OPENROUTER_KEY, useTestServer, ZAI_KEY } from "@/e2e/test-server";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import type { SharePreview } from "@/lib/runs/share";
import { DELETE as deleteComparisonRoute } from "../comparisons/[id]/route";
import { POST as startRoute } from "../comparisons/route";
import { DELETE, PATCH, GET as readRoute } from "./[id]/route";
import { POST as previewRoute } from "./preview/route";
import { GET as listRoute, POST } from "./route";

const ENDPOINT_KEY = "gateway-key-for-tests-0123456789";
const { upstream } = useTestServer(() => ({
  GLIMPSE_ENDPOINTS: JSON.stringify([
    {
      name: "gateway",
      baseUrl: "http://127.0.0.1:9/v1",
      apiKey: ENDPOINT_KEY,
      models: [{ tier: "glm-4.7", modelId: "m" }],
    },
  ]),
}));

const idContext = (id: string) => ({ params: Promise.resolve({ id }) });
const read = (id: string) => readRoute(apiRequest(`/api/shares/${id}`), idContext(id));

async function comparisonId({ prompt = "Share me", text = "Shared answer." } = {}): Promise<string> {
  upstream().respondWith({
    frames: zaiFrames({
      model: "glm-4.7",
      text,
      usage: { inputTokens: 1, outputTokens: 2 },
    }),
  });
  const json = {
    prompt,
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

async function previewOf(json: unknown): Promise<SharePreview> {
  const response = await previewRoute(apiRequest("/api/shares/preview", { method: "POST", json }), undefined);
  expect(response.status).toBe(200);
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
        expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      }),
      await publish({ comparisonId: comparison }),
    ];
    expect((await DELETE(apiRequest("/", { method: "DELETE" }), idContext(revoked.id))).status).toBe(204);
    expect(
      (await deleteComparisonRoute(apiRequest("/", { method: "DELETE" }), idContext(comparison))).status,
    ).toBe(204);
    const { sql } = await openedDatabase();
    await sql`update shares set expires_at = now() where expires_at is not null`;
    const look = async (id: string) => {
      const response = await read(id);
      const headers = [...response.headers].filter(([name]) => name !== "x-request-id");
      return { status: response.status, headers, body: await response.text() };
    };
    const never = await look("0000000000000000000000");
    expect(never.status).toBe(404);
    for (const { id } of [revoked, ended, orphaned]) expect(await look(id)).toEqual(never);
  });

  it("are kept in no cache, found or not", async () => {
    const { id } = await publish({ comparisonId: await comparisonId() });
    expect((await read(id)).headers.get("cache-control")).toBe("private, no-store");
    expect((await read("0000000000000000000000")).headers.get("cache-control")).toBe("no-store");
  });

  it("show exactly what their preview showed, and nothing else once that has changed", async () => {
    const id = await comparisonId();
    const include = { responses: true, instructions: false };
    const preview = await previewOf({ comparisonId: id, include });
    const share = await publish({ comparisonId: id, include, digest: preview.digest });
    expect((await (await read(share.id)).json()).comparison).toEqual(preview.comparison);
    const other = { comparisonId: id, include: { ...include, instructions: true }, digest: preview.digest };
    const refused = await POST(apiRequest("/api/shares", { method: "POST", json: other }), undefined);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: "conflict" });
  });

  it("point out what looks like a key, and publish it only when that is confirmed", async () => {
    const secret = "sk-a8Kd02LmQz7Rt5Vw1Xy9Bc3Df6Gh4Jk";
    const id = await comparisonId({
      prompt: `Why does ${secret} fail?`,
      text: "AKIAABCDEFGHIJKLMNOP is yours.",
    });
    const { keyLikeText } = await previewOf({ comparisonId: id });
    expect(keyLikeText).toEqual([
      { place: "prompt", kind: "an OpenAI-style key", excerpt: "sk-a8K…Jk" },
      { place: "answer of lane 1", kind: "an AWS access key", excerpt: "AKIAAB…OP" },
    ]);
    const refused = await POST(
      apiRequest("/api/shares", { method: "POST", json: { comparisonId: id } }),
      undefined,
    );
    expect(refused.status).toBe(409);
    const body = await refused.json();
    expect(body).toMatchObject({
      code: "key-like-text",
      errors: [{ field: "prompt" }, { field: "answer of lane 1" }],
    });
    expect(JSON.stringify(body)).not.toContain(secret);
    const share = await publish({ comparisonId: id, confirmKeyLikeText: true });
    expect((await (await read(share.id)).json()).comparison.turns[0].prompt).toContain(secret);
  });

  it("never hold a key of this server, whoever wrote it there", async () => {
    const id = await comparisonId({
      prompt: `Is ${ZAI_KEY} good?`,
      text: `No: ${OPENROUTER_KEY}, ${ENDPOINT_KEY} and ${ZAI_KEY} are.`,
    });
    const share = await publish({ comparisonId: id, confirmKeyLikeText: true });
    const text = await (await read(share.id)).text();
    for (const key of [ZAI_KEY, OPENROUTER_KEY, ENDPOINT_KEY]) expect(text).not.toContain(key);
    expect(text).toContain("No: [redacted], [redacted] and [redacted] are.");
  });

  it("don't say which private host could not be reached", async () => {
    const json = { prompt: "Anybody there?", lanes: [{ offer: "custom-gateway/glm-4.7" }] };
    const response = await startRoute(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
    await readEvents(response);
    const id = response.headers.get("x-comparison-id") ?? "";
    const share = await publish({ comparisonId: id });
    const text = await (await read(share.id)).text();
    expect(text).toContain("could not be reached");
    expect(text).not.toContain("127.0.0.1");
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
