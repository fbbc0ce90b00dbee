import { generateText, streamText } from "ai";
import { describe, expect, it } from "vitest";
import { RunwareModel } from "./runware-model";

/** The model behind a tap that gives these chunks. */
function modelOf(chunks: object[], status = 200) {
  const body = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("");
  return new RunwareModel({
    modelId: "zai-glm-4-7",
    endpoint: { baseUrl: "https://runware.example/v1", apiKey: null },
    parameters: {},
    fetch: async () => (status === 200 ? new Response(body) : Response.json(chunks[0], { status })),
  });
}

const usage = { promptTokens: 3, completionTokens: 1, thinkingTokens: 5 };
const whole = [
  { delta: { reasoningContent: "Hm", text: "" } },
  { delta: { text: "Hi" } },
  { finishReason: "stop", usage, cost: 0.1 },
];

describe("RunwareModel", () => {
  it("gives the SDK thinking, text, usage and the finish, streamed or gathered", async () => {
    const expected = {
      text: "Hi",
      reasoningText: "Hm",
      finishReason: "stop",
      usage: { inputTokens: 3, outputTokens: 6 },
    };
    expect(await generateText({ model: modelOf(whole), prompt: "x" })).toMatchObject(expected);
    const streamed = streamText({ model: modelOf(whole), prompt: "x" });
    expect({
      text: await streamed.text,
      reasoningText: await streamed.reasoningText,
      finishReason: await streamed.finishReason,
      usage: await streamed.usage,
    }).toMatchObject(expected);
  });

  it("opens a new block whenever thinking and text take turns", async () => {
    const chunks = [...whole.slice(0, 2), ...whole.slice(0, 2), { finishReason: "unknown" }];
    const { stream } = await modelOf(chunks).doStream({ prompt: [] });
    const parts = await Array.fromAsync(stream);
    const expected = ["reasoning", "text", "reasoning", "text"].flatMap((kind, index) =>
      ["start", "delta", "end"].map((word) => [`${kind}-${word}`, `${kind}-${index}`]),
    );
    expect(parts.slice(1, -1).map((part) => [part.type, "id" in part ? part.id : null])).toEqual(expected);
    expect(parts.at(-1)).toMatchObject({
      type: "finish",
      finishReason: { unified: "other", raw: "unknown" },
    });
  });

  it("rejects with the tap's words for a refusal, and for an error in the stream", async () => {
    const ask = (chunks: object[], status?: number) =>
      generateText({ model: modelOf(chunks, status), prompt: "x", maxRetries: 0 });
    await expect(ask([{ error: { message: "No key" } }], 401)).rejects.toThrow("No key");
    await expect(ask([...whole.slice(0, 2), { errors: [{ message: "Gone" }] }])).rejects.toThrow("Gone");
  });
});
