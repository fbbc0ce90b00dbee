import type { Agent } from "undici";
import type { DialectReader, WireJson } from "./dialects/dialect-wire";
import { recordOf } from "./dialects/dialect-wire";
import { waitFor } from "./retry";
import { send, type WireResponse } from "./send";
import type { Watchdog } from "./watchdog";
import { parseJson } from "./wire-failures";

const LARGEST_BODY_BYTES = 8 * 1024 * 1024;

/** Runware's documentation asks for one or two seconds at first, then for longer (2026-07). */
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 5000;
const WAIT_GROWTH = 1.5;
/** The work goes on while its asker can't be reached: that many questions in a row may fail. */
const MOST_FAILED_QUESTIONS = 5;

type Request = { url: string; headers: Headers; agent: Agent };

/**
 * The JSON in the place of a stream, as the stream of one read that it stands for, so that all that is true of a stream
 * (stamps, merging, usage) is true of it: a single arrival. One that isn't ready is asked for until it is, until the
 * watchdog or a person stops it; those questions are no attempts and move no stamp. What is no answer comes
 * back as it is, to be read as a refusal.
 *
 * @param onAccepted the provider has begun: the request must not be made again
 */
export async function wholeAnswer(
  response: WireResponse,
  request: Request,
  reader: DialectReader,
  watchdog: Watchdog,
  onAccepted: () => void,
): Promise<WireResponse> {
  let waitMs = FIRST_WAIT_MS;
  let current = response;
  for (;;) {
    const text = await current.text(LARGEST_BODY_BYTES);
    const body = current.status === 200 && text !== null ? recordOf(parseJson(text)) : null;
    const whole = body && reader.readWhole?.(body);
    if (!whole) return { ...current, text: async () => text };
    if ("events" in whole) return streamOf(current, whole.events);
    onAccepted();
    current = await ask(request, whole.askWith, waitMs, watchdog);
    waitMs = Math.min(waitMs * WAIT_GROWTH, LONGEST_WAIT_MS);
  }
}

/** Waits and asks, again where the question failed by something that may pass. */
async function ask(
  { url, headers, agent }: Request,
  body: string,
  waitMs: number,
  { signal }: Watchdog,
): Promise<WireResponse> {
  for (let failures = 1; ; failures++) {
    await waitFor(waitMs, signal);
    try {
      const response = await send(url, { headers, body, agent, signal, onSent: () => undefined });
      const text = await response.text(LARGEST_BODY_BYTES);
      const mayPass = response.status >= 500 || response.status === 408 || response.status === 429;
      if (!mayPass || failures >= MOST_FAILED_QUESTIONS) return { ...response, text: async () => text };
    } catch (error) {
      if (signal.aborted || failures >= MOST_FAILED_QUESTIONS) throw error;
    }
  }
}

function streamOf(response: WireResponse, events: WireJson[]): WireResponse {
  const bytes = new TextEncoder().encode(events.map((json) => `data: ${JSON.stringify(json)}\n\n`).join(""));
  return {
    ...response,
    contentType: "text/event-stream",
    read({ onData, onEnd }) {
      onData(bytes, performance.now());
      onEnd();
    },
  };
}
