import { describe, expect, it } from "vitest";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { openRouterFrames } from "@/e2e/upstream/openrouter-frames";
import { byModel } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { POST as retryRoute } from "../../../runs/[id]/retry/route";
import { POST as startRoute } from "../../route";
import { GET as readRoute } from "../route";
import { POST } from "./route";

const { upstream } = useTestServer();

const idContext = (id: string) => ({ params: Promise.resolve({ id }) });
const post = (json: unknown) => apiRequest("/", { method: "POST", json });
const usage = { inputTokens: 1, outputTokens: 2 };

function answerWith(word: string): void {
  upstream().respondWith(
    byModel({
      "glm-4.7": {
        frames: zaiFrames({
          model: "glm-4.7",
          reasoning: `Z thought ${word}`,
          text: `Z said ${word}`,
          usage,
        }),
      },
      "z-ai/glm-4.7": {
        frames: openRouterFrames({
          model: "z-ai/glm-4.7",
          reasoning: [`R thought ${word}`],
          text: `R said ${word}`,
          usage,
        }),
      },
    }),
  );
}

async function firstTurn(): Promise<string> {
  answerWith("one");
  const lanes = [{ offer: "zai/glm-4.7" }, { offer: "openrouter/glm-4.7" }];
  const response = await startRoute(post({ prompt: "First?", instructions: "Be brief.", lanes }), undefined);
  await readEvents(response);
  return response.headers.get("x-comparison-id") ?? "";
}

const sentTo = (model: string) =>
  upstream()
    .calls()
    .findLast(({ body }) => body.model === model)?.body;

describe("POST /api/comparisons/{id}/turns", () => {
  it.each([[{ thinking: "off" }], [{ native: { thinking: { type: "disabled" } } }]])(
    "keeps a model from thinking that was told not to: %j",
    async (settings) => {
      answerWith("one");
      const lanes = [{ offer: "zai/glm-4.7", settings }];
      const first = await startRoute(post({ prompt: "First?", lanes }), undefined);
      await readEvents(first);
      const context = idContext(first.headers.get("x-comparison-id") ?? "");
      await readEvents(await POST(post({ prompt: "Second?" }), context));
      expect(sentTo("glm-4.7")?.thinking).toEqual({ type: "disabled" });
    },
  );

  it("continues every lane with its own answer, and sends thinking back where it is kept", async () => {
    const id = await firstTurn();
    answerWith("two");
    const received = await readEvents(await POST(post({ prompt: "Second?" }), idContext(id)));
    expect(received[0]?.event).toMatchObject({ type: "turn", turn: 1, comparisonId: id });
    expect(runsOf(received).map(({ turn, content }) => [turn, content?.text])).toEqual([
      [1, "Z said two"],
      [1, "R said two"],
    ]);
    expect(sentTo("glm-4.7")?.messages).toEqual([
      { role: "system", content: "Be brief." },
      { role: "user", content: "First?" },
      { role: "assistant", content: "Z said one", reasoning_content: "Z thought one" },
      { role: "user", content: "Second?" },
    ]);
    expect(sentTo("glm-4.7")?.thinking).toEqual({ type: "enabled", clear_thinking: false });
    expect(sentTo("z-ai/glm-4.7")?.messages).toMatchObject([
      {},
      {},
      {
        role: "assistant",
        content: "R said one",
        reasoning_details: [expect.objectContaining({ text: "R thought one" })],
      },
      { role: "user", content: "Second?" },
    ]);
    const { turns } = await (await readRoute(apiRequest("/"), idContext(id))).json();
    expect(turns.map(({ prompt }: { prompt: string }) => prompt)).toEqual(["First?", "Second?"]);
  });

  it("lets some lanes answer, and a retry repeats what its turn was sent", async () => {
    const id = await firstTurn();
    answerWith("two");
    const [run] = runsOf(
      await readEvents(await POST(post({ prompt: "Only Z?", lanes: [0] }), idContext(id))),
    );
    expect(run?.lane).toBe(0);
    const before = sentTo("glm-4.7");
    await readEvents(await retryRoute(post({}), idContext(run?.id ?? "")));
    expect(sentTo("glm-4.7")).toEqual(before);
  });

  it.each([
    ["an unknown comparison", "01890000-0000-7000-8000-000000000000", { prompt: "x" }, 404],
    ["an empty prompt", null, { prompt: " " }, 400],
    ["a lane that does not exist", null, { prompt: "x", lanes: [7] }, 400],
  ])("refuses %s", async (_name, unknownId, json, status) => {
    const id = unknownId ?? (await firstTurn());
    expect((await POST(post(json), idContext(id))).status).toBe(status);
  });

  it("takes one of two turns that come at once", async () => {
    const id = await firstTurn();
    const responses = await Promise.all([
      POST(post({ prompt: "A" }), idContext(id)),
      POST(post({ prompt: "B" }), idContext(id)),
    ]);
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 409]);
    for (const response of responses) if (response.status === 200) await readEvents(response);
  });
});
