import { createParser, type EventSourceParser } from "eventsource-parser";
import type { Arrival } from "@/lib/runs/meter";
import type { RunError } from "@/lib/runs/run";
import { isNestedDeeper } from "../is-nested-deeper";
import { AnswerLimits } from "./answer-limits";
import { Coalescer } from "./coalesce";
import { type DialectReader, recordOf, type WireJson } from "./dialects/dialect-wire";
import { parseProviderError } from "./parse-provider-error";
import type { WireResponse } from "./send";
import { servedModelOf } from "./served-model";
import type { Watchdog } from "./watchdog";
import { cutOff, damaged, parseJson, transportFailure } from "./wire-failures";
import type { TapOptions, WireObservation } from "./wire-observation";

/** How long the connection of an answer that is over may take to end by itself, and be used again. */
const LINGER_MS = 1_000;
const LARGEST_LINE = 8 * 1024 * 1024;
/** A detail is an object of words. */
const MOST_DETAIL_LEVELS = 10;
/** Names and ids, which go into the log and its indexes. */
const LONGEST_WORD = 200;

/**
 * The provider's stream of events as the SDK shall read it, while everything of interest is noted in `observation`
 * and on the meter; `firstOutput` settles with whether there was any. However the stream ends, it ends for the SDK by last events and a close: an errored
 * `ReadableStream` would drop the text that waits in it.
 */
export function tapAnswer(
  response: WireResponse,
  reader: DialectReader,
  options: TapOptions,
  observation: WireObservation,
  watchdog: Watchdog,
): { stream: ReadableStream<Uint8Array>; firstOutput: Promise<boolean> } {
  const { promise: firstOutput, resolve } = Promise.withResolvers<boolean>();
  let answer: AnswerStream | null = null;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      answer = new AnswerStream(controller, resolve, response, reader, options, observation, watchdog);
      response.read(answer);
    },
    cancel: () => answer?.abandon(),
  });
  return { stream, firstOutput };
}

class AnswerStream {
  private readonly controller: ReadableStreamDefaultController<Uint8Array>;
  private readonly onFirstOutput: (hasOutput: boolean) => void;
  private readonly response: WireResponse;
  private readonly options: TapOptions;
  private readonly observation: WireObservation;
  private readonly watchdog: Watchdog;
  private readonly encoder = new TextEncoder();
  private readonly decoder = new TextDecoder();
  private readonly reader: DialectReader;
  private readonly coalescer: Coalescer;
  private readonly parser: EventSourceParser;
  private readonly limits = new AnswerLimits();
  private arrival: Arrival = { reasoning: false, text: false, tool: false };
  private bytes = 0;
  private hasOutput = false;
  /** Whether the provider said that the stream is complete. */
  private isDone = false;
  private isOver = false;

  constructor(
    controller: ReadableStreamDefaultController<Uint8Array>,
    onFirstOutput: (hasOutput: boolean) => void,
    response: WireResponse,
    reader: DialectReader,
    options: TapOptions,
    observation: WireObservation,
    watchdog: Watchdog,
  ) {
    this.controller = controller;
    this.onFirstOutput = onFirstOutput;
    this.response = response;
    this.options = options;
    this.observation = observation;
    this.watchdog = watchdog;
    this.reader = reader;
    this.coalescer = new Coalescer(this.reader.merge, options.clock, (json) => this.write(json));
    this.parser = createParser({
      maxBufferSize: LARGEST_LINE,
      onEvent: ({ data }) => this.onEvent(data),
      onError: ({ type }) => {
        if (type === "max-buffer-size-exceeded")
          this.end(damaged("A line of the stream is larger than 8 MiB."));
      },
    });
  }

  onData = (data: Uint8Array, at: number): void => {
    if (this.isOver) return;
    this.bytes += data.byteLength;
    const isOutput = this.take(this.decoder.decode(data, { stream: true }), at);
    const excess = this.limits.afterRead(data.byteLength, isOutput);
    if (excess) this.end(damaged(excess));
  };

  onEnd = (): void => {
    if (this.isOver) return;
    // Some end their last line without the blank line that completes an event.
    this.take(`${this.decoder.decode()}\n\n`, performance.now());
    if (this.observation.finishReason === null) this.end(cutOff(this.bytes, this.isDone));
    else this.close();
  };

  onError = (error: Error): void => {
    // The answer had ended; what became of its connection afterwards takes nothing from it.
    if (this.observation.finishReason !== null) this.close();
    else this.end(transportFailure(error, this.watchdog, this.options.redactor));
  };

  /** What one read from the socket brought, at that moment; gives whether that was output. */
  private take(text: string, at: number): boolean {
    this.arrival = { reasoning: false, text: false, tool: false };
    this.options.transcript.add(text);
    // A second line break makes the blank line that the parser waits for.
    this.parser.feed(this.reader.endsEventAtLineBreak ? text.replaceAll("\n", "\n\n") : text);
    const { reasoning, text: hasText, tool } = this.arrival;
    const isOutput = reasoning || hasText || tool;
    if (isOutput) {
      this.options.meter.arrived(at, this.arrival);
      this.onFirstOutput(true);
    }
    if (!this.isOver) this.watchdog.progress(isOutput);
    return isOutput;
  }

  /** Nobody reads any more. */
  abandon(): void {
    this.isOver = true;
    this.watchdog.stop();
    this.coalescer.discard();
    this.response.destroy();
  }

  private onEvent(data: string): void {
    if (this.isOver) return;
    const { options, observation } = this;
    if (data === "[DONE]") {
      this.isDone = true;
      if (observation.finishReason !== null) this.close();
      return;
    }
    const raw = parseJson(data);
    if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
      observation.failure ??= damaged(
        "A damaged piece of the stream was left out, so the answer is not whole.",
      );
      return;
    }
    const json: WireJson = { ...raw };
    observation.upstream = this.word(options.adapter.upstreamOf?.(json)) ?? observation.upstream;
    observation.servedModel ??= this.word(servedModelOf(json));
    const generationId = this.word(options.adapter.generationIdOf?.(json));
    if (generationId) observation.generationIds[this.attempt] = generationId;
    const event = this.reader.read(json);
    const excess = this.limits.beforeEvent(event);
    if (excess) {
      this.end(damaged(excess));
      return;
    }
    // Some repeat their usage, or send it again with more in it: the last one of a request counts.
    if (event.usage) observation.usage[this.attempt] = event.usage;
    if (event.isError) {
      if (!this.hasOutput) observation.refused[this.attempt] = true;
      const { value: error } = options.redactor.redactJson(event.error ?? json);
      observation.errorBody = recordOf(error);
      this.end({ ...parseProviderError(error, null, options.adapter), retryAfterMs: null });
      return;
    }
    if (event.reasoning) this.arrival.reasoning = true;
    if (event.text) this.arrival.text = true;
    if (event.tool) this.arrival.tool = true;
    observation.finishReason = this.word(event.finishReason) ?? observation.finishReason;
    if (Array.isArray(json.web_search) && json.web_search.length > 0)
      observation.broughtWebResults[this.attempt] = true;
    for (const detail of event.reasoningDetails ?? [])
      if (!isNestedDeeper(detail, MOST_DETAIL_LEVELS)) observation.reasoningDetails.push(detail);
    this.hasOutput ||= event.reasoning !== "" || event.text !== "" || event.tool;
    if (!event.isEmpty) this.coalescer.push(event);
  }

  /** Which of the run's attempts this is. */
  private get attempt(): number {
    return this.observation.attempts.length - 1;
  }

  private word(text: string | null | undefined): string | null {
    return text == null ? null : this.options.redactor.redact(text).slice(0, LONGEST_WORD);
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
    // What was gathered may have been what can't be written.
    if (this.isOver) return;
    this.isOver = true;
    this.watchdog.stop();
    // Whoever keeps it open has had time to end it.
    setTimeout(() => this.response.destroy(), LINGER_MS).unref();
    this.controller.close();
    this.onFirstOutput(this.hasOutput);
  }

  private write(json: WireJson): void {
    const text = toText(json);
    if (text === null) this.end(damaged("An event of the stream is nested too deeply to be read."));
    else if (!this.isOver) this.controller.enqueue(this.encoder.encode(`data: ${text}\n\n`));
  }
}

/** Null for what is nested deeper than it can be written, which is less deep than it can be read. */
function toText(json: WireJson): string | null {
  try {
    return JSON.stringify(json);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
