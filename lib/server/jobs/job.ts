import type { QueueOptions } from "pg-boss";

/** Work that is done once, by whichever instance comes to it first; when it fails, again, as its queue says. */
export type Job = {
  /** The queue's name: kept in the database, so it never changes. */
  name: string;
  queue: QueueOptions & { retryLimit: number };
  /** How often an idle instance looks whether there is something to do. */
  pollSeconds: number;
  schedule?: {
    /** When it is due, as a cron expression in UTC, or null: never. `known` is what the database says so far. */
    cron(known: string | null): string | null;
    /** Whether it is made up for, once, when no instance was up at its time. */
    missed: "once" | "skip";
  };
  /**
   * Must be harmless when done twice: a server that is killed leaves its job to the next one.
   *
   * @param data what came with the job, through the database
   * @param signal aborted when the job takes too long, or the server stops
   * @throws when it failed; the message goes into the database and the log, so no key and no prompt belongs in it
   */
  run(data: unknown, signal: AbortSignal): Promise<void>;
};
