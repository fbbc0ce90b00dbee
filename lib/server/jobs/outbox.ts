import { setTimeout as sleep } from "node:timers/promises";
import type { JobInsert } from "pg-boss";
import { log } from "../log";

const AGAIN_AFTER_MS = 1_000;

/** Jobs of one queue on their way to the database: one write at a time, each with all that has come together by then. */
export class Outbox {
  private waiting: JobInsert[] = [];
  private sending: Promise<void> | null = null;
  private readonly write: (jobs: JobInsert[]) => Promise<void>;
  private readonly signal: AbortSignal;

  /**
   * @param write throws when the database does not take them: they are written again a second later
   * @param signal aborted when it is no use to try any more
   */
  constructor(write: (jobs: JobInsert[]) => Promise<void>, signal: AbortSignal) {
    this.write = write;
    this.signal = signal;
  }

  add(job: JobInsert): void {
    this.waiting.push(job);
    this.sending ??= this.send();
  }

  /** Resolves when nothing is left to write. */
  async emptied(): Promise<void> {
    await this.sending;
  }

  private async send(): Promise<void> {
    while (this.waiting.length > 0 && !this.signal.aborted) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.write(batch);
      } catch (error) {
        this.waiting = [...batch, ...this.waiting];
        log.warn({ err: error, jobs: this.waiting.length }, "jobs could not be written; trying again");
        await sleep(AGAIN_AFTER_MS, undefined, { signal: this.signal }).catch(() => undefined);
      }
    }
    this.sending = null;
    if (this.waiting.length > 0)
      log.error({ jobs: this.waiting.length }, "jobs were lost: nothing took them");
  }
}
