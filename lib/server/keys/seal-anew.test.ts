import { expect, it, vi } from "vitest";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { zaiFrames } from "@/e2e/upstream/zai-frames";

const SECRETS = { old: "the secret of yesterday", new: "the secret of today" };
const PASSWORD = "correct horse battery staple";

const { upstream } = useTestServer((url) => ({
  GLIMPSE_SECRET: SECRETS.old,
  DEEPINFRA_BASE_URL: `${url}/deepinfra/v1`,
}));

const DEEPINFRA_KEY = "deepinfra-key-for-tests-0123456789";
const GPU_KEY = "gpu-key-for-tests-0123456789";

/** A server that was just started, after what it does at its start with stored keys. */
async function startedWith(variables: Record<string, string>) {
  Object.assign(process.env, { GLIMPSE_SECRET_PREVIOUS: "", GLIMPSE_PASSWORD: "" }, variables);
  vi.resetModules();
  const { database } = await import("@/db/client");
  const { sealKeysAnew } = await import("./seal-anew");
  await sealKeysAnew(await database());
  const { POST: startRoute } = await import("@/app/api/comparisons/route");
  return {
    async keysUsed(): Promise<unknown[]> {
      upstream().respondWith({ frames: zaiFrames({ model: "m", text: "Hello." }) });
      const before = upstream().requests.length;
      const lanes = [{ offer: "deepinfra/glm-4.7-flash" }, { offer: "custom-gpu/glm-4.7-flash" }];
      const json = { prompt: "Hi", lanes };
      const response = await startRoute(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
      runsOf(await readEvents(response));
      return upstream()
        .requests.slice(before)
        .map(({ headers }) => headers.authorization)
        .sort();
    },
    sealedTexts: async () => {
      const db = await database();
      const rows = [...(await db.query.endpoints.findMany()), ...(await db.query.providerKeys.findMany())];
      return rows.map(({ sealedKey }) => sealedKey);
    },
  };
}

const BOTH_KEYS = [`Bearer ${DEEPINFRA_KEY}`, `Bearer ${GPU_KEY}`];

it("what the previous secret sealed still opens, and needs it no more after one start", async () => {
  const before = await startedWith({ GLIMPSE_SECRET: SECRETS.old });
  const { PUT } = await import("@/app/api/keys/[provider]/route");
  const { POST: addEndpoint } = await import("@/app/api/endpoints/route");
  const put = apiRequest("/api/keys/deepinfra", { method: "PUT", json: { apiKey: DEEPINFRA_KEY } });
  await PUT(put, { params: Promise.resolve({ provider: "deepinfra" }) });
  const models = [{ tier: "glm-4.7-flash", modelId: "m" }];
  const endpoint = { name: "gpu", baseUrl: `${upstream().url}/gpu/v1`, models, apiKey: GPU_KEY };
  await addEndpoint(apiRequest("/api/endpoints", { method: "POST", json: endpoint }), undefined);
  expect(await before.keysUsed()).toEqual(BOTH_KEYS);
  const sealedBefore = await before.sealedTexts();

  const careless = await startedWith({ GLIMPSE_SECRET: SECRETS.new });
  expect(await careless.keysUsed()).toEqual([]);
  expect(await careless.sealedTexts()).toEqual(sealedBefore);

  const rotated = await startedWith({
    GLIMPSE_SECRET: SECRETS.new,
    GLIMPSE_SECRET_PREVIOUS: `${SECRETS.old}\n`,
  });
  expect(await rotated.keysUsed()).toEqual(BOTH_KEYS);
  const sealedAnew = await rotated.sealedTexts();
  expect(sealedAnew).toHaveLength(2);
  for (const text of sealedAnew) expect(sealedBefore).not.toContain(text);

  const after = await startedWith({ GLIMPSE_SECRET: SECRETS.new });
  expect(await after.keysUsed()).toEqual(BOTH_KEYS);
  expect(await after.sealedTexts()).toEqual(sealedAnew);
});

it("a second start, and two at once, change nothing that is sealed already", async () => {
  const rotated = { GLIMPSE_SECRET: "another one", GLIMPSE_SECRET_PREVIOUS: SECRETS.new };
  const [one] = await Promise.all([startedWith(rotated), startedWith(rotated)]);
  const sealed = await one.sealedTexts();
  expect(await one.keysUsed()).toEqual(BOTH_KEYS);
  expect(await (await startedWith(rotated)).sealedTexts()).toEqual(sealed);
});

it("sessions outlive a change of the secret for as long as the previous one is named", async () => {
  await startedWith({ GLIMPSE_SECRET: SECRETS.old, GLIMPSE_PASSWORD: PASSWORD });
  const { newOperatorSession } = await import("@/lib/server/session");
  const [cookie = ""] = (await newOperatorSession(new Headers())).cookie.split(";");
  const readAs = async (variables: Record<string, string>) => {
    await startedWith({ GLIMPSE_PASSWORD: PASSWORD, ...variables });
    const { GET } = await import("@/app/api/comparisons/route");
    return (await GET(apiRequest("/api/comparisons", { headers: { cookie } }), undefined)).status;
  };
  const rotated = { GLIMPSE_SECRET: SECRETS.new, GLIMPSE_SECRET_PREVIOUS: SECRETS.old };
  expect(await readAs(rotated)).toBe(200);
  expect(await readAs({ ...rotated, GLIMPSE_PASSWORD: "another password" })).toBe(401);
  expect(await readAs({ GLIMPSE_SECRET: SECRETS.new })).toBe(401);
});
