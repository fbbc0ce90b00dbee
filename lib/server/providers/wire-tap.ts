import type { Meter } from "@/lib/runs/meter";
import type { Attempt, RunError } from "@/lib/runs/run";
import type { ProviderAdapter } from "./adapter";
import { tapAnswer } from "./answer-stream";
import type { ReportedUsage } from "./convert-usage";
import type { DialectReader } from "./dialects/dialect-wire";
import { retryWaitMs, waitFor } from "./retry";
import { send, type WireResponse } from "./send";
import { TIME_LIMITS, Watchdog } from "./watchdog";
import { refusalOf, transportFailure } from "./wire-failures";

type Fetch = typeof globalThis.fetch;

/** What the tap saw of one run, over all its requests. */
export type WireObservation = {
  /** The parameters that really went out, without the messages. */
  sent: Record<string, unknown>;
  /** Of the last request; null until the provider gave one. */
  finishReason: string | null;
  /** Why the answer is not whole; the first reason counts. */
  failure: RunError | null;
  /** By attempt; a hole where an attempt brought none. */
  usage: ReportedUsage[];
  upstream: string | null;
  attempts: Attempt[];
};

export type TapOptions = {
  adapter: ProviderAdapter;
  /** Makes the reader of the lane's dialect, for one request. */
  createReader: () => DialectReader;
  meter: Meter;
  /** Takes the keys out of whatever the provider says. */
  redact: (text: string) => string;
  /** A person's stop, or the server's. */
  signal: AbortSignal;
};

/** What a refusal says may not be larger than this. */
const LARGEST_REFUSAL_BYTES = 8 * 1024 * 1024;

/**
 * The wrapper between a provider's bytes and the SDK, in the place of its `fetch`. It stamps arrivals on the meter as
 * they are read, straightens chunks, merges small ones, and keeps what the SDK drops: usage as reported, the upstream,
 * the real error. What a provider does wrong is said by `observation.failure`, and to the SDK in words.
 */
export function createWireTap(options: TapOptions): { fetch: Fetch; observation: WireObservation } {
  const observation: WireObservation = {
    sent: {},
    finishReason: null,
    failure: null,
    usage: [],
    upstream: null,
    attempts: [],
  };
  const fetch: Fetch = async (input, init) => {
    const body = typeof init?.body === "string" ? init.body : "";
    const { messages: _messages, ...sent } = JSON.parse(body);
    observation.sent = sent;
    const request = { url: String(input), headers: new Headers(init?.headers), body };
    let waitMs = 0;
    for (let attempts = 1; ; attempts++) {
      observation.finishReason = null;
      observation.failure = null;
      observation.attempts.push({ status: null, startedAt: new Date().toISOString(), waitMs });
      const { response, hasOutput } = await attempt(request, options, observation);
      const { failure } = observation;
      const nextWaitMs = failure && !hasOutput ? retryWaitMs(failure, attempts, options.adapter) : null;
      if (nextWaitMs === null) return response;
      await response.body?.cancel();
      waitMs = nextWaitMs;
      await waitFor(waitMs, options.signal);
    }
  };
  return { fetch, observation };
}

type Request = { url: string; headers: Headers; body: string };
/** `hasOutput`: whether a first delta came, after which nothing can be tried again. */
type Attempted = { response: Response; hasOutput: boolean };

/**
 * One HTTP attempt, until its first output or its end. What went wrong is in `observation.failure`; the response then
 * says it to the SDK. Throws only when the run was stopped.
 */
async function attempt(
  request: Request,
  options: TapOptions,
  observation: WireObservation,
): Promise<Attempted> {
  const watchdog = new Watchdog(TIME_LIMITS, options.signal);
  const { url, ...rest } = request;
  try {
    const response = await send(url, {
      ...rest,
      signal: watchdog.signal,
      onSent: (at) => options.meter.sent(at),
    });
    const current = observation.attempts.at(-1);
    if (current) current.status = response.status;
    if (response.status === 200 && response.contentType.includes("text/event-stream")) {
      const { stream, firstOutput } = tapAnswer(response, options, observation, watchdog);
      const hasOutput = await firstOutput;
      return {
        response: new Response(stream, { headers: { "content-type": "text/event-stream" } }),
        hasOutput,
      };
    }
    return { response: await refusal(response, options, observation, watchdog), hasOutput: false };
  } catch (error) {
    watchdog.stop();
    const failure = transportFailure(error, watchdog, options.redact);
    if (!failure) throw error;
    observation.failure = failure;
    return { response: problem(failure, 502), hasOutput: false };
  }
}

/** Notes why there is no stream, and tells the SDK in the one shape that it understands. */
async function refusal(
  response: WireResponse,
  { adapter, redact }: TapOptions,
  observation: WireObservation,
  watchdog: Watchdog,
): Promise<Response> {
  const text = await response.text(LARGEST_REFUSAL_BYTES);
  watchdog.stop();
  observation.failure ??= refusalOf(response, redact(text), adapter);
  return problem(observation.failure, response.status >= 400 ? response.status : 502);
}

function problem({ message }: RunError, status: number): Response {
  return Response.json({ error: { message } }, { status });
}
