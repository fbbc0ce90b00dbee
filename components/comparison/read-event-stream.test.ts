import { describe, expect, it } from "vitest";
import { ApiProblem } from "./api-problem";
import { type Received, readEventStream, StreamCutError } from "./read-event-stream";

function stream(text: string): Response {
  // Torn into single bytes, as a network may tear it.
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream" } });
}

async function collect(response: Response): Promise<Received[]> {
  const all: Received[] = [];
  for await (const received of readEventStream(response)) all.push(received);
  return all;
}

const chunk = '{"type":"chunk","lane":0,"chunk":{"type":"text-delta","id":"0","delta":"Grüße 🌍"}}';

describe("reading a comparison's stream", () => {
  it("gives each event with its id, and ends at [DONE]", async () => {
    const events = await collect(stream(`: ping\n\nid: 2\ndata: ${chunk}\n\ndata: [DONE]\n\n`));
    expect(events).toEqual([{ id: "2", event: JSON.parse(chunk) }]);
  });

  it("skips what it cannot read or doesn't know", async () => {
    const events = await collect(
      stream(`data: {oops\n\ndata: {"type":"later"}\n\ndata: ${chunk}\n\ndata: [DONE]\n\n`),
    );
    expect(events).toHaveLength(1);
  });

  it("says so when the connection is cut", async () => {
    await expect(collect(stream(`id: 1\ndata: ${chunk}\n\n`))).rejects.toBeInstanceOf(StreamCutError);
  });

  it("turns a problem answer into its own words", async () => {
    const body = {
      code: "invalid-body",
      detail: "The body is wrong.",
      errors: [{ field: "lanes", message: "too many" }],
    };
    const response = Response.json(body, { status: 400, headers: { "retry-after": "3" } });
    const problem = await collect(response).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(ApiProblem);
    expect(problem).toMatchObject({
      code: "invalid-body",
      status: 400,
      retryAfterSeconds: 3,
      fields: body.errors,
    });
  });

  it("survives a proxy that answers in HTML", async () => {
    const response = new Response("<h1>Bad gateway</h1>", { status: 502 });
    await expect(collect(response)).rejects.toMatchObject({ code: "http-502" });
  });
});
