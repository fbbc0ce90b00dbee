import type { WireEvent } from "./dialects/dialect-wire";

const MiB = 1024 * 1024;
/** The largest answer of any tier is a tenth of it. */
const LARGEST_OUTPUT = 8 * MiB;
const LARGEST_QUIET_BYTES = 8 * MiB;
/** An event wraps a token in up to 500 bytes, and the longest answers have 131,072 of them. */
const LARGEST_STREAM_BYTES = 256 * MiB;
/** Offers take at most 128 tools; each call costs the SDK more than a whole sentence. */
const MOST_TOOL_CALLS = 256;

/** Adds up what one answer brings, and says when it is more than any honest one. */
export class AnswerLimits {
  private bytes = 0;
  private quietBytes = 0;
  private outputLength = 0;
  private toolCalls = 0;

  /** After each read. @returns what is too much, in a sentence; null while nothing is */
  afterRead(bytes: number, isOutput: boolean): string | null {
    this.bytes += bytes;
    this.quietBytes = isOutput ? 0 : this.quietBytes + bytes;
    if (this.quietBytes > LARGEST_QUIET_BYTES) return "More than 8 MiB came in which nothing was said.";
    return this.bytes > LARGEST_STREAM_BYTES ? "The stream is larger than 256 MiB." : null;
  }

  /** Before an event goes on. @returns as above */
  beforeEvent({ text, reasoning, argumentsLength = 0, toolCalls = 0 }: WireEvent): string | null {
    this.outputLength += text.length + reasoning.length + argumentsLength;
    this.toolCalls += toolCalls;
    if (this.outputLength > LARGEST_OUTPUT) return "The answer is longer than 8 MiB.";
    return this.toolCalls > MOST_TOOL_CALLS ? `The answer calls more than ${MOST_TOOL_CALLS} tools.` : null;
  }
}
