import type { Watcher } from "./run-hub/channel";

const PING_MS = 15_000;
/** What may wait for a client that does not read, besides what it was given at once when it joined. */
const MOST_UNREAD_BYTES = 1024 * 1024;

const PING = Buffer.from(": ping\n\n");
const DONE = Buffer.from("data: [DONE]\n\n");

/** Watches a comparison for one client: what it is told becomes a response's body. One that ends without `[DONE]` was cut. */
export class BodyWatcher implements Watcher {
  readonly body: ReadableStream<Uint8Array>;
  /** Null when it is over. */
  private controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  private leave: (() => void) | null = null;
  private ping: NodeJS.Timeout | null = null;
  private mostUnreadBytes = Number.POSITIVE_INFINITY;

  constructor() {
    const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
      this.controller = controller;
    };
    const strategy = new ByteLengthQueuingStrategy({ highWaterMark: 0 });
    this.body = new ReadableStream<Uint8Array>({ start, cancel: () => this.stop() }, strategy);
  }

  /** It has joined, and `leave` lets go again. */
  joined(leave: () => void): void {
    this.leave = leave;
    if (!this.controller) {
      leave();
      return;
    }
    this.mostUnreadBytes = this.unreadBytes + MOST_UNREAD_BYTES;
    this.ping = setInterval(() => this.next(PING), PING_MS);
  }

  next(bytes: Uint8Array): void {
    if (this.unreadBytes > this.mostUnreadBytes) this.cut();
    else this.controller?.enqueue(bytes);
  }

  end(): void {
    this.controller?.enqueue(DONE);
    this.cut();
  }

  /** What waits can still be read; what comes after it is found again by `Last-Event-ID`. */
  cut(): void {
    this.controller?.close();
    this.stop();
  }

  private get unreadBytes(): number {
    return -(this.controller?.desiredSize ?? 0);
  }

  private stop(): void {
    this.controller = null;
    if (this.ping) clearInterval(this.ping);
    this.leave?.();
  }
}
