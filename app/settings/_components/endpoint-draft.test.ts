import { expect, test } from "vitest";
import { createEndpointSchema, type EndpointView } from "@/lib/catalog/custom-endpoint";
import { bodyOf, draftOf, dropsKey, withPreset } from "./endpoint-draft";

const endpoint: EndpointView = {
  name: "gpu",
  provider: "custom-gpu",
  baseUrl: "http://10.0.0.5:8000/v1",
  dialect: "chat-completions",
  preset: "vllm",
  models: [
    {
      tier: "glm-4.7",
      modelId: "m",
      contextTokens: 8192,
      maxOutputTokens: null,
      pricing: { input: "0.60", output: "0", cacheRead: null, cacheWrite: null },
    },
  ],
  hasKey: true,
  readOnly: false,
  createdAt: null,
  updatedAt: null,
};

test("an endpoint that is opened and saved unchanged stays as it is, and keeps its key", () => {
  const { baseUrl, dialect, preset, models } = endpoint;
  expect(bodyOf(draftOf(endpoint))).toEqual({ baseUrl, dialect, preset, models });
});

test("a preset fills the address until another one is typed", () => {
  const fresh = draftOf(null);
  expect(fresh.baseUrl).toBe("http://localhost:8000/v1");
  const ollama = withPreset(fresh, "ollama");
  expect(ollama.baseUrl).toBe("http://localhost:11434/v1");
  expect(withPreset(ollama, null).baseUrl).toBe("");
  const typed = { ...ollama, baseUrl: "http://gpu:9000/v1" };
  expect(withPreset(typed, "llama.cpp")).toMatchObject({
    baseUrl: "http://gpu:9000/v1",
    preset: "llama.cpp",
  });
});

test.each([
  ["", null],
  [" 0.60 ", "0.60"],
  ["$2.5", "2.5"],
  [".5", "0.5"],
  ["0,07", "0.07"],
  ["0", "0"],
])("a price typed as %j is %j", (typed, price) => {
  const draft = draftOf(endpoint);
  const models = draft.models.map((model) => ({ ...model, pricing: { ...model.pricing, input: typed } }));
  const body = { name: "gpu", ...bodyOf({ ...draft, models }) };
  expect(createEndpointSchema.parse(body).models[0]?.pricing.input).toBe(price);
});

test("a typed key is sent, and a forgotten one is sent as null", () => {
  const draft = draftOf(endpoint);
  expect(bodyOf({ ...draft, apiKey: "sk-1" }).apiKey).toBe("sk-1");
  expect(bodyOf({ ...draft, forgetsKey: true }).apiKey).toBeNull();
});

test("only another origin drops the key", () => {
  const at = (baseUrl: string, apiKey = "") => dropsKey(endpoint, { ...draftOf(endpoint), baseUrl, apiKey });
  expect(at("http://10.0.0.5:8000/other")).toBe(false);
  expect(at("https://10.0.0.5:8000/v1")).toBe(true);
  expect(at("http://10.0.0.6:8000/v1")).toBe(true);
  expect(at("http://10.0.0.6:8000/v1", "new-key")).toBe(false);
  expect(at("htt")).toBe(false);
  expect(dropsKey({ ...endpoint, hasKey: false }, draftOf(endpoint))).toBe(false);
});
