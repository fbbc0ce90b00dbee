import { EventSourceParserStream } from "eventsource-parser/stream";
import type { StreamEvent } from "@/lib/runs/events";
import { problemOfResponse } from "./api-problem";

export type Received = { id: string | null; event: StreamEvent };

/**
 * The events of a comparison's stream, in order. Ends quietly after `[DONE]`.
 * @throws ApiProblem when the server answered with an error instead of a stream
 * @throws StreamCutError when the connection ended before `[DONE]`
 */
export async function* readEventStream(response: Response): AsyncGenerator<Received> {
  if (!response.ok) throw await problemOfResponse(response);
  if (!response.body) throw new StreamCutError();
  const messages = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  const reader = messages.getReader();
  try {
    while (true) {
      const { done, value } = await reader.read();
      if (done) throw new StreamCutError();
      if (value.data === "[DONE]") return;
      const event = parseEvent(value.data);
      if (event) yield { id: value.id ?? null, event };
    }
  } finally {
    // Whoever stops reading also lets go of the connection.
    void reader.cancel().catch(() => undefined);
  }
}

/** The connection broke; the runs go on without us. */
export class StreamCutError extends Error {
  constructor() {
    super("The connection ended before the answer did.");
    this.name = "StreamCutError";
  }
}

const TYPES = new Set(["turn", "chunk", "metrics", "run"]);

/** Events of a kind that this version doesn't know are left out, so that an older page survives a newer server. */
function parseEvent(data: string): StreamEvent | null {
  try {
    const value: unknown = JSON.parse(data);
    return isStreamEvent(value) ? value : null;
  } catch {
    return null;
  }
}

/** Our own server's word is taken for the rest of the shape. */
function isStreamEvent(value: unknown): value is StreamEvent {
  return (
    typeof value === "object" &&
    value !== null &&
    "type" in value &&
    typeof value.type === "string" &&
    TYPES.has(value.type)
  );
}
