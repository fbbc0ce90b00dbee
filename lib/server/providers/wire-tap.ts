import { createParser } from "eventsource-parser";
import type { Meter } from "@/lib/runs/meter";
import type { RunError } from "@/lib/runs/run";
import { redact } from "../redact";
import type { ProviderAdapter } from "./adapter";
import { Coalescer } from "./coalesce";
import { convertUsage, type ReportedUsage } from "./convert-usage";
import { normalizeChunk } from "./normalize-chunk";
import { isErrorChunk, parseProviderError } from "./parse-provider-error";
import { send, type WireResponse } from "./send";
import { TIME_LIMITS, Watchdog } from "./watchdog";

type Fetch = typeof globalThis.fetch;

/** What the tap saw of one run, over all its requests. */
export type WireObservation = {
  /** The parameters that really went out, without the messages. */
  sent: Record<string, unknown>;
  /** Of the last request, when its whole answer came as it should. */
  finishReason: string | null;
  /** Why the answer is not whole; the first reason counts. */
  failure: RunError | null;
  usage: ReportedUsage[];
  upstream: string | null;
  attempts: { status: number | null; startedAt: string; waitMs: number }[];
};

export type TapOptions = {
  adapter: ProviderAdapter;
  meter: Meter;
  /** Removed from everything that the provider says. */
  secrets: readonly string[];
};

/** One answer may not be larger than this; a line of it, or an error, not larger than the second. */
const LARGEST_ANSWER_BYTES = 256 * 1024 * 1024;
const LARGEST_LINE = 8 * 1024 * 1024;

/**
 * The wrapper between a provider's bytes and the SDK. It stamps arrivals on the meter as they are read, straightens
 * chunks, merges small ones, and keeps what the SDK drops: usage as reported, the upstream, the real error.
 * It never throws for what a provider does: `observation.failure` says it, and the SDK is given the same in words.
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
    observation.finishReason = null;
    const attempt = { status: null as number | null, startedAt: new Date().toISOString(), waitMs: 0 };
    observation.attempts.push(attempt);
    const watchdog = new Watchdog(TIME_LIMITS, init?.signal ?? null);
    try {
      const response = await send(String(input), {
        headers: new Headers(init?.headers),
        body,
        signal: watchdog.signal,
        onSent: (at) => options.meter.sent(at),
      });
      attempt.status = response.status;
      return await answer(response, options, observation, watchdog);
    } catch (error) {
      const failure = failureOf(error, watchdog, options.secrets);
      watchdog.stop();
      if (failure) observation.failure ??= failure;
      throw failure ? new Error(failure.message, { cause: error }) : error;
    }
  };
  return { fetch, observation };
}

/** What the SDK gets: the answer's stream, or the refusal in the one shape that it understands. */
async function answer(
  response: WireResponse,
  options: TapOptions,
  observation: WireObservation,
  watchdog: Watchdog,
): Promise<Response> {
  const isStream = response.contentType.includes("text/event-stream");
  if (response.status === 200 && isStream) {
    const stream = tapStream(response, options, observation, watchdog);
    return new Response(stream, { status: 200, headers: { "content-type": "text/event-stream" } });
  }
  const text = await response.text(LARGEST_LINE);
  watchdog.stop();
  const failure = refusalOf(response, redact(text, options.secrets), options.adapter);
  observation.failure ??= failure;
  const status = response.status >= 400 ? response.status : 502;
  return Response.json({ error: { message: failure.message } }, { status });
}

/** A refusal by status, or a 200 that isn't a stream: JSON, HTML or nothing where tokens were expected. */
function refusalOf(
  { status, retryAfterMs, contentType, location }: WireResponse,
  text: string,
  adapter: ProviderAdapter,
): RunError {
  const body = parseJson(text);
  if (status >= 300 && status < 400) {
    const message = `The provider redirected to ${location ?? "another address"}, which is not followed. Correct its base URL.`;
    return { class: "invalid-request", code: "redirect", message, httpStatus: status, retryAfterMs: null };
  }
  if (status >= 400) {
    return { ...parseProviderError(body ?? text, status, adapter), retryAfterMs };
  }
  if (typeof body === "object" && body !== null && isErrorChunk({ ...body })) {
    return { ...parseProviderError(body, null, adapter), httpStatus: status, retryAfterMs };
  }
  const what = text === "" ? "an empty answer" : `${contentType || "an answer without a content type"}`;
  const message = `The provider sent ${what} where a stream of events was expected.`;
  return { class: "malformed-stream", code: "not-a-stream", message, httpStatus: status, retryAfterMs: null };
}

function tapStream(
  response: WireResponse,
  { adapter, meter, secrets }: TapOptions,
  observation: WireObservation,
  watchdog: Watchdog,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const coalescer = new Coalescer((chunk) =>
        controller.enqueue(encoder.encode(`data: ${JSON.stringify(chunk)}\n\n`)),
      );
      let arrival = { reasoning: false, text: false, tool: false };
      let bytes = 0;
      let isOver = false;

      const fail = (failure: RunError) => {
        observation.failure ??= failure;
        if (isOver) return;
        isOver = true;
        watchdog.stop();
        coalescer.flush();
        controller.error(new Error(failure.message));
        response.destroy();
      };
      const parser = createParser({
        maxBufferSize: LARGEST_LINE,
        onError: (error) => {
          if (error.type === "max-buffer-size-exceeded")
            fail(malformed("A line of the stream is larger than 8 MiB."));
        },
        onEvent: ({ data }) => {
          if (isOver || data === "[DONE]") return;
          const raw = parseJson(redact(data, secrets));
          if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
            observation.failure ??= malformed(
              "A damaged piece of the stream was left out, so the answer is not whole.",
            );
            return;
          }
          const chunk: Record<string, unknown> = { ...raw };
          observation.upstream = adapter.upstreamOf?.(chunk) ?? observation.upstream;
          if (isErrorChunk(chunk)) {
            fail({ ...parseProviderError(chunk, null, adapter), retryAfterMs: null });
            return;
          }
          const normalized = normalizeChunk(chunk);
          if (normalized.reasoning) arrival.reasoning = true;
          if (normalized.text) arrival.text = true;
          if (normalized.tool) arrival.tool = true;
          observation.finishReason = normalized.finishReason ?? observation.finishReason;
          const usage = convertUsage(chunk.usage);
          // Some repeat their usage, or send it again with more in it: the last one of a request counts.
          if (usage) observation.usage[observation.attempts.length - 1] = usage;
          coalescer.push(normalized);
        },
      });

      const decoder = new TextDecoder();
      response.read({
        onData(data) {
          const at = performance.now();
          bytes += data.byteLength;
          arrival = { reasoning: false, text: false, tool: false };
          parser.feed(decoder.decode(data, { stream: true }));
          const isOutput = arrival.reasoning || arrival.text || arrival.tool;
          if (isOutput) meter.arrived(at, arrival);
          watchdog.progress(isOutput);
          if (bytes > LARGEST_ANSWER_BYTES) fail(malformed("The answer is larger than 256 MiB."));
        },
        onEnd() {
          if (isOver) return;
          // Some end their last line without the blank line that completes an event.
          parser.feed(`${decoder.decode()}\n\n`);
          if (isOver) return;
          isOver = true;
          watchdog.stop();
          coalescer.flush();
          if (observation.finishReason === null) observation.failure ??= cutOff(bytes);
          controller.close();
        },
        onError(error) {
          const failure = failureOf(error, watchdog, secrets);
          if (failure) fail(failure);
          else if (!isOver) {
            isOver = true;
            watchdog.stop();
            coalescer.flush();
            controller.error(error);
          }
        },
      });
    },
    cancel() {
      watchdog.stop();
      response.destroy();
    },
  });
}

function malformed(message: string): RunError {
  return { class: "malformed-stream", code: "damaged-stream", message, httpStatus: 200, retryAfterMs: null };
}

function cutOff(bytes: number): RunError {
  if (bytes === 0) return malformed("The provider's stream was empty.");
  const message = "The connection ended before the provider said that the answer was finished.";
  return { class: "network", code: "cut-off", message, httpStatus: 200, retryAfterMs: null };
}

const TIMEOUT_CODES = new Set(["UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"]);

/** What went wrong on the way; null when a person stopped the run, which is no failure. */
function failureOf(error: unknown, watchdog: Watchdog, secrets: readonly string[]): RunError | null {
  if (watchdog.expired) {
    return {
      class: "timeout",
      code: watchdog.expired.code,
      message: watchdog.expired.message,
      httpStatus: null,
      retryAfterMs: null,
    };
  }
  if (watchdog.signal.aborted) return null;
  const code =
    error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
  const words = error instanceof Error ? error.message || (code ?? error.name) : String(error);
  return {
    class: code !== null && TIMEOUT_CODES.has(code) ? "timeout" : "network",
    code,
    message: `The provider could not be reached or the connection broke: ${redact(words, secrets)}`,
    httpStatus: null,
    retryAfterMs: null,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // JSON has no undefined: it stands for "not JSON".
  }
}
