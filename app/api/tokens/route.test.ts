import { expect, it } from "vitest";
import { database } from "@/db/client";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { newOperatorSession } from "@/lib/server/session";
import { DELETE } from "./[id]/route";
import { GET, POST } from "./route";

useTestServer(() => ({ GLIMPSE_PASSWORD: "correct horse battery staple" }));

/** What makes the first token: who knows the password. */
async function operatorCookie(): Promise<Record<string, string>> {
  return { cookie: (await newOperatorSession(new Headers())).cookie.split(";")[0] ?? "" };
}

async function create(name: string) {
  const headers = await operatorCookie();
  const response = await POST(
    apiRequest("/api/tokens", { method: "POST", json: { name }, headers }),
    undefined,
  );
  return { status: response.status, body: await response.json() };
}

const list = async (headers: Record<string, string>) => {
  const response = await GET(apiRequest("/api/tokens", { headers }), undefined);
  return { status: response.status, body: await response.json() };
};

it("is shown once, and kept as a hash", async () => {
  const { status, body } = await create("nightly");
  expect(status).toBe(201);
  expect(body.token).toMatch(/^glimpse_[0-9A-Za-z]{43}$/);
  const listed = await list({ authorization: `Bearer ${body.token}` });
  expect(listed.body.tokens[0]).toEqual({
    id: body.id,
    name: "nightly",
    prefix: body.token.slice(0, 12),
    createdAt: expect.any(String),
    lastUsedAt: expect.any(String),
  });
  const rows = await (await database()).query.tokens.findMany();
  expect(JSON.stringify(rows)).not.toContain(body.token.slice(12));
});

it("notes its last use, once a minute at most", async () => {
  const { body } = await create("busy");
  const headers = { authorization: `Bearer ${body.token}` };
  const lastUse = async () => (await list(headers)).body.tokens[0].lastUsedAt;
  expect((await list(await operatorCookie())).body.tokens[0].lastUsedAt).toBeNull();
  const first = await lastUse();
  expect(await lastUse()).toBe(first);
  const db = await database();
  await db.execute(`update tokens set last_used_at = last_used_at - interval '1 hour'`);
  expect(Date.parse(await lastUse())).toBeGreaterThan(Date.parse(first) - 3_600_000);
});

it("is refused from the moment on in which it is revoked", async () => {
  const { body } = await create("gone");
  const headers = { authorization: `bearer  ${body.token}` };
  expect((await list(headers)).status).toBe(200);
  const path = apiRequest(`/api/tokens/${body.id}`, { method: "DELETE", headers });
  expect((await DELETE(path, { params: Promise.resolve({ id: body.id }) })).status).toBe(204);
  const refused = await GET(apiRequest("/api/tokens", { headers }), undefined);
  expect(refused.status).toBe(401);
  expect(refused.headers.get("www-authenticate")).toBe("Bearer");
});

it.each(["", " ", "x".repeat(101), 7, null])("takes no name like %j", async (name) => {
  const headers = await operatorCookie();
  const request = apiRequest("/api/tokens", { method: "POST", json: { name }, headers });
  expect((await POST(request, undefined)).status).toBe(400);
});
