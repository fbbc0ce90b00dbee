import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { POST } from "@/app/api/comparisons/route";
import { readEvents, runsOf } from "../read-events";
import { apiRequest, useTestServer } from "../test-server";
import { type Ask, capabilities } from "./capabilities";
import { providersUnderTest } from "./providers";
import { conformanceTable } from "./table";

const { upstream } = useTestServer((url) => ({
  LOCAL_MODELS: "glm-4.7-flash=my-model",
  LOCAL_PRESET: "vllm",
  ...Object.fromEntries(
    providersUnderTest.flatMap(({ id, keyVariable, baseUrlVariable }) => [
      [keyVariable, `key-of-${id}-0123456789`],
      [baseUrlVariable, `${url}/${id}`],
    ]),
  ),
}));

describe.each(providersUnderTest)("$name", (provider) => {
  const ask: Ask = async (settings = {}) => {
    const lanes = [{ offer: provider.offer, dialect: "chat-completions" }];
    const json = { prompt: "Hello", instructions: "Be brief.", settings, lanes };
    const response = await POST(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
    const [run] = runsOf(await readEvents(response));
    if (!run) throw new Error("no run came back");
    return run;
  };

  it.each(capabilities)("$name", async ({ check }) => {
    await check(provider, upstream(), ask);
  });
});

describe("docs/providers.md", () => {
  it("says what is tested", () => {
    const file = "docs/providers.md";
    if (process.env.UPDATE_DOCS) writeFileSync(file, conformanceTable());
    expect(readFileSync(file, "utf8")).toBe(conformanceTable());
  });
});
