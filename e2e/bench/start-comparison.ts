import { createParser } from "eventsource-parser";
import type { StreamEvent } from "../../lib/runs/events.ts";
import type { Run } from "../../lib/runs/run.ts";

export type Received = { at: number; event: StreamEvent };

/** Starts a comparison over HTTP and reads its stream to the end; `at` is when an event arrived here. */
export async function startComparison(
  url: string,
  lanes: { offer: string }[],
): Promise<{ received: Received[]; runs: Run[] }> {
  const response = await fetch(`${url}/api/comparisons`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ prompt: "Benchmark", lanes }),
  });
  if (!response.ok || !response.body) throw new Error(`${response.status}: ${await response.text()}`);
  const received: Received[] = [];
  const parser = createParser({
    onEvent: ({ data }) => {
      if (data !== "[DONE]") received.push({ at: performance.now(), event: JSON.parse(data) });
    },
  });
  const decoder = new TextDecoder();
  for await (const bytes of response.body) parser.feed(decoder.decode(bytes, { stream: true }));
  const runs = received.flatMap(({ event }) => (event.type === "run" ? [event] : []));
  return { received, runs: runs.sort((a, b) => a.lane - b.lane).map(({ run }) => run) };
}
