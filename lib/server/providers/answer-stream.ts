import { createParser, type EventSourceParser } from "eventsource-parser";
import type { Arrival } from "@/lib/runs/meter";
import type { RunError } from "@/lib/runs/run";
import { Coalescer } from "./coalesce";
import type { DialectReader, WireJson } from "./dialects/dialect-wire";
import { parseProviderError } from "./parse-provider-error";
import type { WireResponse } from "./send";
import type { Watchdog } from "./watchdog";
import { cutOff, damaged, parseJson, transportFailure } from "./wire-failures";
import type { TapOptions, WireObservation } from "./wire-tap";

const LARGEST_LINE = 8 * 1024 * 1024;
const LARGEST_ANSWER_BYTES = 256 * 1024 * 1024;

/**
 * The provider's stream of events as the SDK shall read it, while everything of interest is noted in `observation`
 * and on the meter. However the stream ends, it ends for the SDK by last events and a close: an errored
 * `ReadableStream` would drop the text that waits in it.
 */
export function tapAnswer(
  response: WireResponse,
  options: TapOptions,
  observation: WireObservation,
  watchdog: Watchdog,
): ReadableStream<Uint8Array> {
  let answer: AnswerStream | null = null;
  return new ReadableStream<Uint8Array>({
    start(controller) {
      answer = new AnswerStream(controller, response, options, observation, watchdog);
      response.read(answer);
    },
    cancel: () => answer?.abandon(),
  });
}

class AnswerStream {
  private readonly controller: ReadableStreamDefaultController<Uint8Array>;
  private readonly response: WireResponse;
  private readonly options: TapOptions;
  private readonly observation: WireObservation;
  private readonly watchdog: Watchdog;
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder();
  private readonly reader: DialectReader;
  private readonly coalescer: Coalescer;
  private readonly parser: EventSourceParser;
  private arrival: Arrival = { reasoning: false, text: false, tool: false };
  private bytes = 0;
  private isOver = false;

  constructor(
    controller: ReadableStreamDefaultController<Uint8Array>,
    response: WireResponse,
    options: TapOptions,
    observation: WireObservation,
    watchdog: Watchdog,
  ) {
    this.controller = controller;
    this.response = response;
    this.options = options;
    this.observation = observation;
    this.watchdog = watchdog;
    this.reader = options.createReader();
    this.coalescer = new Coalescer(this.reader.merge, (json) => this.write(json));
    this.parser = createParser({
      maxBufferSize: LARGEST_LINE,
      onEvent: ({ data }) => this.onEvent(data),
      onError: ({ type }) => {
        if (type === "max-buffer-size-exceeded")
          this.end(damaged("A line of the stream is larger than 8 MiB."));
      },
    });
  }

  onData = (data: Uint8Array): void => {
    const at = performance.now();
    this.bytes += data.byteLength;
    this.arrival = { reasoning: false, text: false, tool: false };
    this.parser.feed(this.decoder.decode(data, { stream: true }));
    const isOutput = this.arrival.reasoning || this.arrival.text || this.arrival.tool;
    if (isOutput) this.options.meter.arrived(at, this.arrival);
    this.watchdog.progress(isOutput);
    if (this.bytes > LARGEST_ANSWER_BYTES) this.end(damaged("The answer is larger than 256 MiB."));
  };

  onEnd = (): void => {
    // Some end their last line without the blank line that completes an event.
    this.parser.feed(`${this.decoder.decode()}\n\n`);
    if (this.observation.finishReason === null) this.end(cutOff(this.bytes));
    else this.close();
  };

  onError = (error: Error): void => {
    this.end(transportFailure(error, this.watchdog, this.options.redact));
  };

  /** Nobody reads any more. */
  abandon(): void {
    this.isOver = true;
    this.watchdog.stop();
    this.coalescer.discard();
    this.response.destroy();
  }

  private onEvent(data: string): void {
    if (this.isOver || data === "[DONE]") return;
    const { options, observation } = this;
    const raw = parseJson(options.redact(data));
    if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
      observation.failure ??= damaged(
        "A damaged piece of the stream was left out, so the answer is not whole.",
      );
      return;
    }
    const json: WireJson = { ...raw };
    observation.upstream = options.adapter.upstreamOf?.(json) ?? observation.upstream;
    const event = this.reader.read(json);
    // Some repeat their usage, or send it again with more in it: the last one of a request counts.
    if (event.usage) observation.usage[observation.attempts.length - 1] = event.usage;
    if (event.isError) {
      this.end({ ...parseProviderError(json, null, options.adapter), retryAfterMs: null });
      return;
    }
    if (event.reasoning) this.arrival.reasoning = true;
    if (event.text) this.arrival.text = true;
    if (event.tool) this.arrival.tool = true;
    observation.finishReason = event.finishReason ?? observation.finishReason;
    this.coalescer.push(event);
  }

  /** Ends early, by a failure or (null) by a person's stop. */
  private end(failure: RunError | null): void {
    if (this.isOver) return;
    if (failure) this.observation.failure ??= failure;
    this.coalescer.flush();
    const last = failure ? this.reader.errorEvents(failure.message) : this.reader.stopEvents();
    for (const json of last) this.write(json);
    this.close();
    this.response.destroy();
  }

  private close(): void {
    if (this.isOver) return;
    this.coalescer.flush();
    this.isOver = true;
    this.watchdog.stop();
    this.controller.close();
  }

  private write(json: WireJson): void {
    this.controller.enqueue(this.encoder.encode(`data: ${JSON.stringify(json)}\n\n`));
  }
}
