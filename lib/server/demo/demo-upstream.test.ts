import { EventSourceParserStream } from "eventsource-parser/stream";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { examplePrompts } from "../../runs/example-prompts";
import { demoUpstream, stopDemoUpstream } from "./demo-upstream";
import { chunkDelayMs } from "./stream-chunks";
import { DEMO_TIERS, JITTER, SLOW_PACE } from "./tiers";

const chunkSchema = z.object({
  id: z.string(),
  model: z.string(),
  choices: z.array(
    z.object({
      delta: z.object({
        content: z.string().optional(),
        reasoning_content: z.string().optional(),
        tool_calls: z
          .array(
            z.object({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) }),
          )
          .optional(),
      }),
      finish_reason: z.string().optional(),
    }),
  ),
  usage: z
    .object({
      prompt_tokens: z.int().positive(),
      completion_tokens: z.int().positive(),
      total_tokens: z.int().positive(),
      completion_tokens_details: z.object({ reasoning_tokens: z.int().positive() }).optional(),
    })
    .optional(),
});

function post(body: object): Promise<Response> {
  return demoUpstream().then(({ baseUrl }) =>
    fetch(`${baseUrl}/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ stream: true, stream_options: { include_usage: true }, ...body }),
    }),
  );
}

/** Sends a prompt, or a conversation, and reads the whole stream. */
async function ask(model: string, prompt: string | object[], extra: object = {}) {
  const messages = typeof prompt === "string" ? [{ role: "user", content: prompt }] : prompt;
  const response = await post({ model, messages, ...extra });
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const frames: { data: string; at: number }[] = [];
  const events = response.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  for await (const { data } of events ?? []) frames.push({ data, at: performance.now() });
  const chunks = frames.slice(0, -1).map(({ data }) => chunkSchema.parse(JSON.parse(data)));
  const deltas = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta));
  return {
    arrivals: frames.map(({ at }) => at),
    last: frames.at(-1)?.data,
    chunks,
    deltas,
    text: deltas.map(({ content }) => content ?? "").join(""),
    reasoning: deltas.map(({ reasoning_content }) => reasoning_content ?? "").join(""),
    toolCalls: deltas.flatMap(({ tool_calls }) => tool_calls ?? []),
    finishReason: chunks.at(-1)?.choices[0]?.finish_reason,
    usage: chunks.at(-1)?.usage,
  };
}

function example(id: string) {
  const found = examplePrompts.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no example prompt ${id}`);
  return found;
}

const weatherTool = {
  type: "function",
  function: {
    name: "get_weather",
    parameters: { type: "object", properties: { location: { type: "string" } }, required: ["location"] },
  },
};

afterAll(stopDemoUpstream);

describe.concurrent("the Demo provider", () => {
  it("starts once, however often it is asked for", async () => {
    const [first, second] = await Promise.all([demoUpstream(), demoUpstream()]);
    expect(first.baseUrl).toBe(second.baseUrl);
    expect(first.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
  });

  it("spreads a stream over time, reasoning before the answer, and ends it with [DONE]", async () => {
    const run = await ask("glm-4.7-flash", example("reasoning").prompt);
    expect(new Set(run.arrivals.map(Math.round)).size).toBeGreaterThan(3);
    expect(run.last).toBe("[DONE]");
    const kinds = run.deltas.map((delta) => (delta.reasoning_content ? "reasoning" : "answer"));
    expect(kinds).toEqual(kinds.toSorted((a, b) => b.localeCompare(a)));
    expect(kinds).toContain("reasoning");
    expect(run.chunks.slice(0, -1).every(({ choices }) => choices[0]?.finish_reason === undefined)).toBe(
      true,
    );
  });

  it("counts reasoning within completion tokens, on the finish chunk only", async () => {
    const run = await ask("glm-4.7-flash", example("reasoning").prompt);
    expect(run.finishReason).toBe("stop");
    expect(run.chunks.slice(0, -1).every(({ usage }) => usage === undefined)).toBe(true);
    const reasoningTokens = run.usage?.completion_tokens_details?.reasoning_tokens ?? 0;
    expect(reasoningTokens).toBe(Math.ceil(run.reasoning.length / 4));
    expect(run.usage?.completion_tokens).toBe(reasoningTokens + Math.ceil(run.text.length / 4));
    expect(run.usage?.total_tokens).toBe(
      (run.usage?.prompt_tokens ?? 0) + (run.usage?.completion_tokens ?? 0),
    );
  });

  it.each(DEMO_TIERS)("doesn't think on %s when thinking is disabled", async (model) => {
    const run = await ask(model, example("reasoning").prompt, {
      thinking: { type: "disabled" },
      max_tokens: 30,
    });
    expect(run.reasoning).toBe("");
    expect(run.text).not.toBe("");
    expect(run.usage?.completion_tokens_details).toBeUndefined();
  });

  it("cuts an answer at max_tokens with finish reason length", async () => {
    const run = await ask("glm-4.7-flash", example("long").prompt, { max_tokens: 40 });
    expect(run.finishReason).toBe("length");
    expect(run.usage?.completion_tokens).toBe(40);
    expect(run.reasoning.length + run.text.length).toBeLessThanOrEqual(160);
  });

  it("answers the tiers differently, with code where code was asked for", async () => {
    const runs = await Promise.all(
      DEMO_TIERS.map((tier) =>
        ask(tier, example("code").prompt, { thinking: { type: "disabled" }, max_tokens: 60 }),
      ),
    );
    expect(new Set(runs.map(({ text }) => text)).size).toBe(3);
    expect(runs.every(({ text }) => text.includes("```ts"))).toBe(true);
  });

  it("calls the tool that the prompt mentions, then answers from its result", async () => {
    const question = { role: "user", content: "What is the weather in Porto Alegre?" };
    const call = await ask("glm-4.7", [question], { tools: [weatherTool] });
    expect(call.finishReason).toBe("tool_calls");
    expect(call.toolCalls).toHaveLength(1);
    const [{ id, function: called } = { id: "", function: { name: "", arguments: "" } }] = call.toolCalls;
    expect(called.name).toBe("get_weather");
    expect(JSON.parse(called.arguments)).toEqual({ location: "Porto Alegre" });

    const result = { location: "Porto Alegre", temperature: 31, conditions: "clear", chanceOfRain: 0.05 };
    const followUp = await ask(
      "glm-4.7",
      [
        question,
        { role: "assistant", content: null, tool_calls: [{ id, type: "function", function: called }] },
        { role: "tool", tool_call_id: id, content: JSON.stringify(result) },
      ],
      { tools: [weatherTool] },
    );
    expect(followUp.finishReason).toBe("stop");
    expect(followUp.toolCalls).toHaveLength(0);
    expect(followUp.text).toContain("31°");
    expect(followUp.text).toContain("No umbrella");
  });

  it("answers in JSON that parses when the request wants JSON", async () => {
    const { prompt } = example("extraction");
    const extra = { response_format: { type: "json_object" } };
    const [order, other] = await Promise.all([
      ask("glm-4.6", prompt, extra),
      ask("glm-4.7-flash", "Anything else", extra),
    ]);
    expect(JSON.parse(order.text)).toMatchObject({ customer: "Maria Keller", total: 138 });
    expect(JSON.parse(other.text)).toMatchObject({ simulated: true });
  });

  it("fits a JSON Schema", async () => {
    const schema = {
      type: "object",
      properties: { mood: { enum: ["good", "bad"] }, tags: { type: "array", items: { type: "string" } } },
      required: ["mood", "tags"],
    };
    const run = await ask("glm-4.7-flash", "Rate this", {
      response_format: { type: "json_schema", json_schema: { name: "rating", schema } },
    });
    expect(JSON.parse(run.text)).toEqual({ mood: "good", tags: ["Rate this"] });
  });

  it("says that an unscripted answer is simulated, and echoes the last question of a conversation", async () => {
    const run = await ask("glm-4.6", [
      { role: "system", content: "Be brief." },
      { role: "user", content: example("comparison").prompt },
      { role: "assistant", content: "A table." },
      { role: "user", content: [{ type: "text", text: "And MariaDB?" }] },
    ]);
    expect(run.text).toContain("simulated");
    expect(run.text).toContain("And MariaDB?");
    expect(run.text).toContain("turn 2");
    expect(run.text).toContain("ZAI_API_KEY");
  });

  it("fails one tier with Z.ai's overload error while the others answer", async () => {
    const messages = [{ role: "user", content: example("failing").prompt }];
    const failed = await post({ model: "glm-4.6", messages });
    expect(failed.status).toBe(429);
    expect(await failed.json()).toEqual({
      error: { code: "1305", message: "The service may be temporarily overloaded, please try again later" },
    });
    const others = await Promise.all(
      ["glm-4.7", "glm-4.7-flash"].map((model) => ask(model, messages, { max_tokens: 20 })),
    );
    expect(others.every(({ usage }) => usage !== undefined)).toBe(true);
  });

  it("cuts the connection of a broken stream in the middle", async () => {
    const response = await post({
      model: "glm-4.7-flash",
      messages: [{ role: "user", content: "Show me a broken stream" }],
    });
    let received = "";
    const decoder = new TextDecoder();
    await expect(async () => {
      for await (const bytes of response.body ?? []) received += decoder.decode(bytes, { stream: true });
    }).rejects.toThrow();
    expect(received).toContain('"content"');
    expect(received).not.toContain("finish_reason");
  });

  it("refuses an unknown model and a body that isn't a request, in Z.ai's words", async () => {
    const unknown = await post({ model: "glm-9", messages: [{ role: "user", content: "Hi" }] });
    expect(unknown.status).toBe(400);
    expect(await unknown.json()).toMatchObject({ error: { code: "1211" } });
    const malformed = await post({ model: "glm-4.7" });
    expect(await malformed.json()).toMatchObject({ error: { code: "1210" } });
  });

  it("answers in one piece when the request doesn't stream", async () => {
    const response = await post({
      model: "glm-4.7-flash",
      messages: [{ role: "user", content: example("comparison").prompt }],
      stream: false,
      max_tokens: 20,
    });
    expect(await response.json()).toMatchObject({
      object: "chat.completion",
      choices: [{ finish_reason: "length", message: { role: "assistant" } }],
      usage: { completion_tokens: 20 },
    });
  });
});

describe("the pace of a slow answer", () => {
  it("is four seconds before the first token and eight tokens a second after it", () => {
    const within = (ms: number, expected: number) => Math.abs(ms - expected) <= expected * JITTER;
    expect(within(chunkDelayMs(0, 4, SLOW_PACE), 4000)).toBe(true);
    expect(within(chunkDelayMs(1, 4, SLOW_PACE), 500)).toBe(true);
  });
});
