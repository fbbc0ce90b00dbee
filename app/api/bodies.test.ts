import { globSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { oddBodies, RAW_BODIES, RAW_BYTES } from "@/e2e/payloads/malformed-bodies";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { jsonScript } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";

const { upstream } = useTestServer();

type Handler = (request: Request, context: { params: Promise<unknown> }) => Promise<Response>;
const METHODS = ["POST", "PUT", "PATCH", "DELETE"];
const routeOf = (file: string) => `/${file.replace(/^app\//, "").replace(/\/route\.ts$/, "")}`;

const handlers = new Map<string, Handler>();
let comparisonId = "";
let shareId = "";

beforeAll(async () => {
  for (const file of globSync("app/api/**/route.ts").sort()) {
    const module = await import(join(process.cwd(), file));
    for (const method of METHODS)
      if (method in module) handlers.set(`${method} ${routeOf(file)}`, module[method]);
  }
  upstream().respondWith(({ path }) =>
    path.startsWith("/zai")
      ? { frames: zaiFrames({ model: "glm-4.7", text: ["Hi"] }) }
      : jsonScript(404, { error: "nothing here" }),
  );
  const started = await send("POST /api/comparisons", JSON.stringify(validBodies()["POST /api/comparisons"]));
  comparisonId = started.headers.get("x-comparison-id") ?? "";
  shareId = (await (await send("POST /api/shares", JSON.stringify({ comparisonId }))).json()).id;
});

/** Sends a body as it is, and takes all of the answer. */
async function send(
  name: string,
  body: string | Uint8Array<ArrayBuffer> | ReadableStream,
): Promise<Response> {
  const [method = "", route = ""] = name.split(" ");
  const handler = handlers.get(name);
  if (!handler) throw new Error(`there is no ${name}`);
  const id = route.includes("/shares/") ? shareId : comparisonId;
  const params = { id, name: "nobody", provider: "novita", path: ["x"] };
  const init = { method, body, headers: { "content-type": "application/json" }, duplex: "half" };
  const response = await handler(apiRequest(route, init), { params: Promise.resolve(params) });
  const whole = await response.arrayBuffer();
  return new Response(response.status === 204 ? null : whole, response);
}

/** A body that each route takes, with something in every field. */
function validBodies(): Record<string, object> {
  const models = [
    { tier: "glm-4.7", modelId: "glm", pricing: { input: "0.1", output: "0.2" }, contextTokens: 1000 },
  ];
  const endpoint = {
    baseUrl: `${upstream().url}/gpu`,
    dialect: "chat-completions",
    apiKey: "gpu-key-012345",
    models,
  };
  const settings = {
    ...{ temperature: 0.7, topP: 0.9, topK: 40, minP: 0.1, maxOutputTokens: 100, presencePenalty: 1 },
    ...{
      frequencyPenalty: 1,
      repetitionPenalty: 1,
      stop: ["END"],
      seed: 7,
      thinking: "off",
      webSearch: false,
    },
    responseFormat: { type: "json_schema", schema: { type: "object" } },
    tools: [
      { name: "weather", description: "…", parameters: { type: "object" }, mockResult: { is: "fine" } },
    ],
    dataPolicy: "any",
    native: { user_id: "x" },
  };
  return {
    "POST /api/comparisons": {
      messages: [{ role: "user", content: "Hi" }],
      prompt: "Hi",
      instructions: "Be brief.",
      settings,
      lanes: [{ offer: "zai/glm-4.7", upstream: null, dialect: "chat-completions", settings }],
    },
    "POST /api/comparisons/[id]/turns": { prompt: "And?", lanes: [0] },
    "DELETE /api/data": { confirm: "delete nothing" },
    "POST /api/endpoints": { name: "gpu", ...endpoint },
    "PATCH /api/endpoints/[name]": endpoint,
    "POST /api/endpoints/test": { name: "gpu", tier: "glm-4.7", ...endpoint },
    "PUT /api/keys/[provider]": { apiKey: "novita-key-012345" },
    "POST /api/session": { password: "correct horse" },
    "PUT /api/settings/retention": { days: 3000 },
    "POST /api/shares": {
      comparisonId,
      include: { responses: true, instructions: true },
      digest: "x",
      expiresAt: "2099-01-01T00:00:00Z",
      confirmKeyLikeText: true,
    },
    "PATCH /api/shares/[id]": { expiresAt: "2099-01-01T00:00:00Z" },
    "POST /api/shares/preview": { comparisonId, include: { responses: true, instructions: true } },
    "POST /api/tokens": { name: "script" },
  };
}

/** At least 300, the same each time. */
function malformed(name: string): (string | Uint8Array<ArrayBuffer>)[] {
  const any = fc.sample(fc.json({ maxDepth: 4 }), { seed: 1, numRuns: 150 });
  const odd = oddBodies(validBodies()[name] ?? {});
  const size = Math.min(odd.length, 1_000);
  const some = fc.sample(fc.shuffledSubarray(odd, { minLength: size, maxLength: size }), {
    seed: 2,
    numRuns: 1,
  });
  return [...RAW_BODIES, ...RAW_BYTES.map((bytes) => Uint8Array.from(bytes)), ...any, ...some.flat()];
}

/** What is said again and again, once. */
function shortened(body: string): string {
  return body.replace(/(.{1,9}?)\1{9,}/gsu, "$1…").slice(0, 2_000);
}

const AT_ONCE = 20;

describe("a malformed body", () => {
  it("is one that is right but for one place: these are right", async () => {
    for (const [name, body] of Object.entries(validBodies()))
      if (name !== "DELETE /api/data")
        expect(await (await send(name, JSON.stringify(body))).text(), name).not.toContain('"code":"invalid-');
  });

  it("of three hundred kinds is nobody's fault but the sender's, on every route", {
    timeout: 300_000,
  }, async () => {
    const faults: string[] = [];
    for (const name of handlers.keys()) {
      // A route that reads no body is told apart by its answers: they are all the same.
      const bodies = name in validBodies() ? malformed(name) : RAW_BODIES.slice(0, 20);
      if (name in validBodies()) expect(bodies.length, name).toBeGreaterThanOrEqual(300);
      for (let at = 0; at < bodies.length; at += AT_ONCE) {
        const sent = bodies.slice(at, at + AT_ONCE);
        const answers = await Promise.all(sent.map((body) => send(name, body)));
        for (const [index, { status }] of answers.entries())
          if (status >= 500) faults.push(`${name} ${status} ${shortened(String(sent[index]))}`);
      }
    }
    expect(faults).toEqual([]);
  });
});

describe("a body of 3 MiB", () => {
  const MEBIBYTE = 1024 * 1024;

  /** Comes in pieces, without a length; tells how much of it was taken. */
  function pieces(): { body: ReadableStream; taken: () => number } {
    let taken = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (taken === 3 * MEBIBYTE) controller.close();
        else controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
        taken += 64 * 1024;
      },
    });
    return { body, taken: () => taken };
  }

  it("is refused on every route that reads one, by its length", async () => {
    for (const name of Object.keys(validBodies())) {
      const response = await send(name, " ".repeat(3 * MEBIBYTE));
      expect([name, response.status, (await response.json()).code]).toEqual([name, 413, "body-too-large"]);
    }
  });

  it("is refused as it comes when it has no length, and not read to its end", async () => {
    for (const name of Object.keys(validBodies())) {
      const { body, taken } = pieces();
      const response = await send(name, body);
      expect([name, response.status, (await response.json()).code]).toEqual([name, 413, "body-too-large"]);
      expect(taken()).toBeLessThan(1.5 * MEBIBYTE);
    }
  });
});
