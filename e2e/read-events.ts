import { createParser } from "eventsource-parser";
import type { ChunkEvent, RunEvent, StreamEvent } from "@/lib/runs/events";
import type { Run } from "@/lib/runs/run";

export type ReceivedEvent = { id: number; at: number; event: StreamEvent };

/** The events of a comparison's stream until `[DONE]`, each with the moment of its arrival; throws on anything else. */
export async function readEvents(response: Response): Promise<ReceivedEvent[]> {
  if (response.status !== 200 || !response.body)
    throw new Error(`${response.status}: ${await response.text()}`);
  const received: ReceivedEvent[] = [];
  let isDone = false;
  const parser = createParser({
    onEvent: ({ id, data }) => {
      if (data === "[DONE]") isDone = true;
      else received.push({ id: Number(id), at: performance.now(), event: JSON.parse(data) });
    },
  });
  const decoder = new TextDecoder();
  for await (const bytes of response.body) parser.feed(decoder.decode(bytes, { stream: true }));
  if (!isDone) throw new Error("the stream ended without [DONE]");
  return received;
}

/** The finished runs of a stream, by lane. */
export function runsOf(received: ReceivedEvent[]): Run[] {
  return received
    .map(({ event }) => event)
    .filter((event): event is RunEvent => event.type === "run")
    .sort((a, b) => a.lane - b.lane)
    .map(({ run }) => run);
}

/** What one lane's chunks add up to. */
export function streamedText(
  received: ReceivedEvent[],
  lane: number,
  kind: "text-delta" | "reasoning-delta",
): string {
  return received
    .map(({ event }) => event)
    .filter((event): event is ChunkEvent => event.type === "chunk" && event.lane === lane)
    .map(({ chunk }) => (chunk.type === kind ? chunk.delta : ""))
    .join("");
}
