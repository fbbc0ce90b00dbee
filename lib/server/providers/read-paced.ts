import type { Readable } from "node:stream";

/** Handled in one go: as many of the smallest events as cost a few milliseconds. Nearly every read is smaller. */
const SLICE_BYTES = 2 * 1024;
/** As much may wait here; above it the socket is not read, and its sender has to wait. */
const MOST_WAITING_BYTES = 256 * 1024;

export type ReadHandlers = {
  /** A read, or a part of one; `at` is when it came (`performance.now()`). */
  onData(data: Uint8Array, at: number): void;
  onEnd(): void;
  onError(error: Error): void;
};

/**
 * Calls back for what is read from the socket, at once and in order. A large read is handed over in slices, with a
 * turn of the event loop between them: a flood of small events must not hold up the other lanes.
 */
export function readPaced(body: Readable, handlers: ReadHandlers): void {
  new PacedReader(body, handlers);
}

class PacedReader {
  private readonly body: Readable;
  private readonly handlers: ReadHandlers;
  private readonly waiting: { data: Uint8Array; at: number }[] = [];
  private waitingBytes = 0;
  private end: (() => void) | null = null;

  constructor(body: Readable, handlers: ReadHandlers) {
    this.body = body;
    this.handlers = handlers;
    body.on("data", (data: Uint8Array) => this.take(data, performance.now()));
    body.on("end", () => this.endBy(() => handlers.onEnd()));
    body.on("error", (error) => this.endBy(() => handlers.onError(error)));
  }

  private take(data: Uint8Array, at: number): void {
    const isFirst = this.waiting.length === 0;
    for (let from = 0; from < data.length; from += SLICE_BYTES)
      this.waiting.push({ data: data.subarray(from, from + SLICE_BYTES), at });
    this.waitingBytes += data.length;
    if (this.waitingBytes > MOST_WAITING_BYTES) this.body.pause();
    if (isFirst) this.next();
  }

  private endBy(end: () => void): void {
    this.end = end;
    if (this.waiting.length === 0) this.guard(end);
  }

  private next(): void {
    const [slice] = this.waiting;
    if (!slice) return;
    this.guard(() => this.handlers.onData(slice.data, slice.at));
    this.waiting.shift();
    this.waitingBytes -= slice.data.length;
    if (this.waiting.length > 0) setImmediate(() => this.next());
    else if (this.end) this.guard(this.end);
    else if (this.body.isPaused()) this.body.resume();
  }

  /** Outside of a promise a fault would end the process; it shall end its lane only. */
  private guard(handle: () => void): void {
    try {
      handle();
    } catch (error) {
      this.body.destroy();
      this.handlers.onError(error instanceof Error ? error : new Error(String(error)));
    }
  }
}
