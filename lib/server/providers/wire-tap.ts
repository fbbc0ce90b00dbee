import type { RunError } from "@/lib/runs/run";
import { tapAnswer } from "./answer-stream";
import { type DialectReader, recordOf, type WireJson } from "./dialects/dialect-wire";
import { retryWaitMs, waitFor } from "./retry";
import { send, type WireResponse } from "./send";
import { timeLimits } from "./time-limits";
import { Watchdog } from "./watchdog";
import { wholeAnswer } from "./whole-answer";
import { parseJson, refusalOf, transportFailure } from "./wire-failures";
import { emptyObservation, type TapOptions, type WireObservation } from "./wire-observation";

type Fetch = typeof globalThis.fetch;

/** A refusal is a few sentences; a page of HTML is less than this. */
const LARGEST_REFUSAL_BYTES = 1024 * 1024;

/**
 * The wrapper between a provider's bytes and the SDK, in the place of its `fetch`. It stamps arrivals on the meter as
 * they are read, straightens chunks, merges small ones, and keeps what the SDK drops: usage as reported, the upstream,
 * the real error. What a provider does wrong is said by `observation.failure`, and to the SDK in words.
 */
export function createWireTap(options: TapOptions): { fetch: Fetch; observation: WireObservation } {
  const observation = emptyObservation();
  // Of the whole run: neither a retry nor a tool loop begins anew.
  const endsBy = performance.now() + timeLimits().totalMs;
  const fetch: Fetch = async (input, init) => {
    // A tool loop's next request: what was wrong with the one before stays wrong.
    observation.earlierFailure ??= observation.failure;
    const body = typeof init?.body === "string" ? init.body : "";
    const request = { url: String(input), headers: new Headers(init?.headers), body };
    let waitMs = 0;
    let isAmended = false;
    for (let attempts = 1; ; attempts++) {
      observation.finishReason = null;
      observation.failure = null;
      observation.errorBody = null;
      const reader = options.createReader(JSON.parse(request.body));
      observation.sent = reader.sent ?? parametersOf(request.body);
      observation.attempts.push({ status: null, startedAt: new Date().toISOString(), waitMs });
      const { response, isFinal } = await attempt(request, reader, options, observation, endsBy);
      const { failure, errorBody } = observation;
      if (!failure || isFinal) return response;
      const amended: string | null = (errorBody && !isAmended && reader.amendedBody?.(errorBody)) || null;
      const nextWaitMs = amended !== null ? 0 : retryWaitMs(failure, attempts, options.adapter);
      if (nextWaitMs === null) return response;
      await response.body?.cancel();
      isAmended ||= amended !== null;
      request.body = amended ?? request.body;
      waitMs = nextWaitMs;
      await waitFor(waitMs, options.signal);
    }
  };
  return { fetch, observation };
}

type Request = { url: string; headers: Headers; body: string };
/** `isFinal`: a first delta came, or the provider has begun to work; after that nothing is tried again. */
type Attempted = { response: Response; isFinal: boolean };

/** A request's parameters: its body without the conversation, for which each dialect has its own place. */
function parametersOf(body: string): WireJson {
  const {
    messages: _messages,
    input: _input,
    system: _system,
    ...parameters
  } = recordOf(parseJson(body)) ?? {};
  return parameters;
}

/**
 * One HTTP attempt, until its first output or its end. What went wrong is in `observation.failure`; the response then
 * says it to the SDK. Throws only when the run was stopped.
 */
async function attempt(
  request: Request,
  reader: DialectReader,
  options: TapOptions,
  observation: WireObservation,
  endsBy: number,
): Promise<Attempted> {
  const limits = timeLimits();
  const firstOutputMs = reader.comesWhole ? limits.totalMs : limits.firstOutputMs;
  const leftMs = endsBy - performance.now();
  const watchdog = new Watchdog({ ...limits, firstOutputMs, leftMs }, options.signal);
  let isFinal = false;
  const { url, ...rest } = request;
  try {
    let response = await send(url, {
      ...rest,
      agent: options.agent,
      signal: watchdog.signal,
      onSent: (at) => options.meter.sent(at),
    });
    const current = observation.attempts.at(-1);
    if (current) current.status = response.status;
    options.transcript.add(`# HTTP ${response.status} ${response.contentType}\n\n`);
    if (reader.readWhole && isReadable(response) && response.contentType.includes("json")) {
      response = await wholeAnswer(response, { ...request, agent: options.agent }, reader, watchdog, () => {
        isFinal = true;
      });
    }
    if (isReadable(response) && response.contentType.includes("text/event-stream")) {
      const { stream, firstOutput } = tapAnswer(response, reader, options, observation, watchdog);
      const hasOutput = await firstOutput;
      return {
        response: new Response(stream, { headers: { "content-type": "text/event-stream" } }),
        isFinal: isFinal || hasOutput,
      };
    }
    return { response: await refusal(response, options, observation, watchdog), isFinal };
  } catch (error) {
    watchdog.stop();
    const failure = transportFailure(error, watchdog, options.redactor);
    if (!failure) throw error;
    observation.failure = failure;
    return { response: problem(failure, 502), isFinal };
  }
}

function isReadable({ status, encoding }: WireResponse): boolean {
  return status === 200 && encoding === null;
}

/** Notes why there is no stream, and tells the SDK in the one shape that it understands. */
async function refusal(
  response: WireResponse,
  { adapter, redactor, transcript }: TapOptions,
  observation: WireObservation,
  watchdog: Watchdog,
): Promise<Response> {
  const body = response.encoding === null ? await response.text(LARGEST_REFUSAL_BYTES) : null;
  const text = body === null ? null : redactor.redact(body);
  watchdog.stop();
  response.destroy();
  transcript.add(`${text ?? "# not read"}\n\n`);
  observation.errorBody = text === null ? null : recordOf(parseJson(text));
  // Once more: the head was not redacted with the body.
  const failure = redactor.redactJson(refusalOf(response, text, adapter)).value;
  // An answer that nobody can read may be billed all the same.
  if (failure.class !== "malformed-stream") observation.refused[observation.attempts.length - 1] = true;
  observation.failure ??= failure;
  return problem(observation.failure, response.status >= 400 ? response.status : 502);
}

function problem({ message }: RunError, status: number): Response {
  return Response.json({ error: { message } }, { status });
}
