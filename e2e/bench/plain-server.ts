/** The plain AI SDK path, to measure against: `streamText` → `pipeUIMessageStreamToResponse`, one response a lane. */
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { streamText } from "ai";

const { values } = parseArgs({ options: { port: { type: "string" }, upstream: { type: "string" } } });
const provider = createOpenAICompatible({
  name: "plain",
  baseURL: values.upstream ?? "",
  apiKey: "bench",
  includeUsage: true,
});

createServer(async (request, response) => {
  const prompt = (await text(request)) || "Benchmark";
  const result = streamText({ model: provider("glm-4.7"), prompt, maxRetries: 0 });
  void result.pipeUIMessageStreamToResponse(response);
}).listen(Number(values.port), "127.0.0.1");
