import { createParser } from "eventsource-parser";
import { z } from "zod";
import type { WireParameters } from "../adapter";
import type { Endpoint } from "../endpoint";
import type { CallOptions, FinishPart, Generated, SdkModel, StreamPart } from "../sdk-types";
import { StreamParts } from "./stream-parts";
import { taskRequest } from "./task-request";

type Options = {
  modelId: string;
  endpoint: Endpoint;
  parameters: WireParameters;
  /** The wire tap's: what it gives is a stream of straightened chunks, however the answer was delivered. */
  fetch: typeof globalThis.fetch;
};

/**
 * A model behind Runware's task API, which is not OpenAI-shaped: a list of tasks goes to the one address, and the
 * chunks have names of their own (runware.ai/docs, @runware/sdk 1.6.8; 2026-07). It takes its settings from `parameters`,
 * as they were prepared; those of the SDK's call, and its tools, have no place in a task.
 */
export class RunwareModel implements SdkModel {
  readonly specificationVersion = "v4";
  readonly provider = "runware";
  readonly modelId: string;
  readonly supportedUrls = {};
  private readonly options: Options;

  constructor(options: Options) {
    this.modelId = options.modelId;
    this.options = options;
  }

  async doStream({ prompt, abortSignal }: CallOptions): Promise<{ stream: ReadableStream<StreamPart> }> {
    const { endpoint, parameters, fetch } = this.options;
    const headers = new Headers({
      "content-type": "application/json",
      accept: "text/event-stream, application/json",
    });
    if (endpoint.apiKey !== null) headers.set("authorization", `Bearer ${endpoint.apiKey}`);
    const body = JSON.stringify([taskRequest(this.modelId, prompt, parameters)]);
    const response = await fetch(endpoint.baseUrl, {
      method: "POST",
      headers,
      body,
      ...(abortSignal ? { signal: abortSignal } : {}),
    });
    if (!response.ok || !response.body) throw new Error(await problemOf(response));
    return { stream: partsOf(response.body) };
  }

  /** The SDK's interface wants it: a stream, gathered. */
  async doGenerate(options: CallOptions): Promise<Generated> {
    const { stream } = await this.doStream(options);
    const texts = { reasoning: "", text: "" };
    let finish: FinishPart | null = null;
    for await (const part of stream) {
      if (part.type === "error") throw part.error;
      if (part.type === "reasoning-delta") texts.reasoning += part.delta;
      if (part.type === "text-delta") texts.text += part.delta;
      if (part.type === "finish") finish = part;
    }
    if (!finish) throw new Error("The stream ended unfinished.");
    const { finishReason, usage } = finish;
    const content = (["reasoning", "text"] as const).flatMap((type) =>
      texts[type] ? [{ type, text: texts[type] }] : [],
    );
    return { content, finishReason, usage, warnings: [] };
  }
}

/** One stage for the three of a pipeline: every chunk of bytes that crosses a stream costs more than its parsing. */
function partsOf(body: ReadableStream<Uint8Array>): ReadableStream<StreamPart> {
  const decoder = new TextDecoder();
  let parts: StreamParts;
  const parser = createParser({ onEvent: ({ data }) => parts.push(data) });
  return body.pipeThrough(
    new TransformStream<Uint8Array, StreamPart>({
      start(controller) {
        parts = new StreamParts((part) => controller.enqueue(part));
      },
      transform: (bytes) => parser.feed(decoder.decode(bytes, { stream: true })),
      flush: () => parts.end(),
    }),
  );
}

const problem = z.object({ error: z.object({ message: z.string() }) });

async function problemOf(response: Response): Promise<string> {
  const parsed = problem.safeParse(await response.json());
  return parsed.success ? parsed.data.error.message : `HTTP ${response.status}`;
}
