import type { StreamEvent } from "@/lib/runs/events";
import { log } from "../log";
import type { Appended } from "./append-script";
import type { Mirror } from "./mirror";
import type { RedisStreams } from "./redis-streams";

/** Redis is not to be held up by what gathered while it was away. In events, and in characters. */
const MOST_EVENTS_AT_ONCE = 1_000;
const MOST_LENGTH_AT_ONCE = 512 * 1024;
const TRY_AGAIN_AFTER_MS = 1_000;

/** What all outboxes of an instance hold together, in characters: beyond it, runs are told by their ends alone. */
const MOST_UNSENT_LENGTH = 64 * 1024 * 1024;

/** What the outboxes of one instance share. */
export type Sender = { writer: string; nextNumber: number; unsentLength: number };

type Batch = Omit<Appended, "writer" | "beginning">;

/** What this instance has to say in a comparison, sent in order, each word once, as soon as Redis takes it. */
export class Outbox {
  private readonly streams: RedisStreams;
  private readonly comparisonId: string;
  private readonly sender: Sender;
  private readonly mirror: Mirror;
  private openedAt: { at: number; ageMs: number } | null = null;

  /** Runs whose end Redis has not been told. */
  private readonly unfinished = new Set<string>();
  private registered: string[] = [];
  private finished: string[] = [];
  private events: string[] = [];
  /** What is on its way, or was when Redis went away: nobody knows whether it arrived. */
  private sending: Batch | null = null;
  private flushing: Promise<void> | null = null;
  private isScheduled = false;
  /** Too much was unsent: parts of answers are left out, so what follows them would make no sense. */
  private hasLeftOut = false;

  constructor(streams: RedisStreams, comparisonId: string, sender: Sender, mirror: Mirror) {
    this.streams = streams;
    this.comparisonId = comparisonId;
    this.sender = sender;
    this.mirror = mirror;
  }

  get isEmpty(): boolean {
    return this.sending === null && this.registered.length + this.finished.length + this.events.length === 0;
  }

  /** @param ageMs the comparison's age */
  open(ageMs: number): void {
    this.openedAt = { at: performance.now(), ageMs };
  }

  register(runId: string): void {
    this.unfinished.add(runId);
    this.registered.push(runId);
    this.schedule();
  }

  /** Redis is back: it may have forgotten what is live here, and with it what there was. */
  resume(): void {
    // Not those whose end is on its way: they would live for ever.
    this.registered = [...this.unfinished].filter((runId) => !this.sending?.finished.includes(runId));
    this.schedule();
  }

  publish(event: StreamEvent): void {
    const isPart = event.type === "chunk" || event.type === "metrics";
    if (isPart && this.sender.unsentLength > MOST_UNSENT_LENGTH) this.hasLeftOut = true;
    if (isPart && this.hasLeftOut) return;
    const json = JSON.stringify(event);
    this.sender.unsentLength += json.length;
    this.events.push(json);
    this.schedule();
  }

  finish(runId: string): void {
    this.finished.push(runId);
    this.schedule();
  }

  /** Resolves when everything is sent that can be; what can't be sent stays. */
  flush(): Promise<void> {
    if (!this.streams.isReady) return Promise.resolve();
    this.flushing ??= this.sendAll().finally(() => {
      this.flushing = null;
    });
    return this.flushing;
  }

  private async sendAll(): Promise<void> {
    try {
      let additions = 0;
      while (!this.isEmpty) additions = await this.send();
      this.hasLeftOut = false;
      this.mirror.noteSent(additions);
    } catch (error) {
      // Redis went away: it is flushed again when it is back. Anything else is Redis refusing, full for example.
      if (!this.streams.isReady) return;
      log.warn(
        { err: error, comparison: this.comparisonId },
        "Redis refuses events; the next try is in a second",
      );
      setTimeout(() => void this.flush(), TRY_AGAIN_AFTER_MS).unref();
    }
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    // Not a timer: what the reads of one turn of the event loop brought goes out at its end.
    setImmediate(() => {
      this.isScheduled = false;
      void this.flush();
    });
  }

  /** @returns how many additions to the comparison there were with this one */
  private async send(): Promise<number> {
    this.sending ??= this.take();
    const appended = { ...this.sending, writer: this.sender.writer };
    let additions = await this.streams.append(this.comparisonId, { ...appended, beginning: null });
    const beginning = additions === 0 ? this.beginning() : null;
    if (beginning) {
      const registered = [...this.unfinished];
      additions = await this.streams.append(this.comparisonId, { ...appended, registered, beginning });
    }
    for (const runId of this.sending.finished) this.unfinished.delete(runId);
    this.sender.unsentLength -= lengthOf(this.sending.events);
    this.sending = null;
    return additions;
  }

  private take(): Batch {
    const events = this.events.splice(0, this.countAtOnce());
    // A run ends after its last event.
    const finished = this.events.length === 0 ? this.finished.splice(0) : [];
    return { number: this.sender.nextNumber++, registered: this.registered.splice(0), finished, events };
  }

  private countAtOnce(): number {
    let length = 0;
    const count = this.events.findIndex((json, index) => {
      length += json.length;
      return index === MOST_EVENTS_AT_ONCE || (index > 0 && length > MOST_LENGTH_AT_ONCE);
    });
    return count === -1 ? this.events.length : count;
  }

  /**
   * Where a stream begins that Redis does not have: new, expired, or lost. The age in ms is more than the number of
   * events that a comparison can have had, so ids keep growing whoever gave the last ones. Null for a comparison that
   * has no runs here: then nobody can be following it.
   */
  private beginning(): Appended["beginning"] {
    if (!this.openedAt) return null;
    const { at, ageMs } = this.openedAt;
    const { history, lastId } = this.mirror.channel;
    const firstId = lastId === 0 ? Math.max(1, ageMs) : Math.max(lastId + 1, ageMs + performance.now() - at);
    return { history, firstId: Math.floor(firstId) };
  }
}

function lengthOf(events: readonly string[]): number {
  return events.reduce((sum, { length }) => sum + length, 0);
}
