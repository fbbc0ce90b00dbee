import type { StreamEvent } from "@/lib/runs/events";

/** What a watcher is given: an event ready for the wire, or the end. */
export type Frame = { id: number; text: string };

export type Watcher = { next(frame: Frame): void; end(): void };

type Channel = {
  nextId: number;
  frames: Frame[];
  /** Each with the id of the last event that it has seen already. */
  watchers: Map<Watcher, number>;
  /** Runs that are still streaming, and how to stop them. */
  live: Map<string, AbortController>;
  forgetTimer: NodeJS.Timeout | null;
};

/** How long the events of a turn that has ended can still be replayed from memory. */
const KEEP_MS = 60_000;

const HUB = Symbol.for("glimpse.run-hub");

/**
 * Carries a comparison's events from its runs, which belong to the server, to any number of watchers.
 * Every event is encoded once, whoever watches. In memory: one process.
 */
export class RunHub {
  private readonly channels = new Map<string, Channel>();
  private isClosing = false;

  /**
   * Makes a comparison's channel ready for new runs.
   * @param ageMs the comparison's age: where a forgotten channel begins again, so that event ids keep growing
   */
  open(comparisonId: string, ageMs: number): void {
    const known = this.channels.get(comparisonId);
    if (known) {
      if (known.forgetTimer) clearTimeout(known.forgetTimer);
      known.forgetTimer = null;
      return;
    }
    const channel: Channel = {
      nextId: Math.max(1, Math.floor(ageMs)),
      frames: [],
      watchers: new Map(),
      live: new Map(),
      forgetTimer: null,
    };
    this.channels.set(comparisonId, channel);
  }

  /** Registers a run before it starts; `stop` reaches it by the signal. */
  register(comparisonId: string, runId: string): AbortSignal {
    const controller = new AbortController();
    this.channel(comparisonId).live.set(runId, controller);
    return controller.signal;
  }

  publish(comparisonId: string, event: StreamEvent): void {
    const channel = this.channel(comparisonId);
    const id = channel.nextId++;
    const frame = { id, text: `id: ${id}\ndata: ${JSON.stringify(event)}\n\n` };
    channel.frames.push(frame);
    for (const [watcher, seenId] of channel.watchers) if (id > seenId) watcher.next(frame);
  }

  /** A run has published its last event. With the last run of a channel its watchers are done. */
  finish(comparisonId: string, runId: string): void {
    const channel = this.channel(comparisonId);
    channel.live.delete(runId);
    if (channel.live.size > 0) return;
    for (const watcher of channel.watchers.keys()) watcher.end();
    channel.watchers.clear();
    channel.forgetTimer = setTimeout(() => this.channels.delete(comparisonId), KEEP_MS);
    channel.forgetTimer.unref();
  }

  /**
   * Gives a watcher every event after `afterId`, then what comes; null when nothing is live.
   * @returns how to leave, which stops nothing
   */
  watch(comparisonId: string, afterId: number, watcher: Watcher): (() => void) | null {
    const channel = this.channels.get(comparisonId);
    if (!channel || channel.live.size === 0) return null;
    for (const frame of channel.frames) if (frame.id > afterId) watcher.next(frame);
    channel.watchers.set(watcher, afterId);
    return () => channel.watchers.delete(watcher);
  }

  /** The id of the newest event, so that a watcher can ask for what comes after it; 0 when there is none. */
  lastEventId(comparisonId: string): number {
    return (this.channels.get(comparisonId)?.nextId ?? 1) - 1;
  }

  /** Stops a run if it is live here; gives whether it was. */
  stop(comparisonId: string, runId: string): boolean {
    const controller = this.channels.get(comparisonId)?.live.get(runId);
    controller?.abort();
    return controller !== undefined;
  }

  /** Whether new runs are refused because the server is going down. */
  get closing(): boolean {
    return this.isClosing;
  }

  /** Refuses new runs; gives live ones `graceMs` to end, then stops the rest. Resolves when none is live. */
  async drain(graceMs: number): Promise<void> {
    this.isClosing = true;
    const deadline = performance.now() + graceMs;
    const live = () => [...this.channels.values()].flatMap(({ live }) => [...live.values()]);
    while (live().length > 0 && performance.now() < deadline) await pause(50);
    for (const controller of live()) controller.abort(SERVER_STOPPED);
    while (live().length > 0 && performance.now() < deadline + 5_000) await pause(20);
  }

  private channel(comparisonId: string): Channel {
    const channel = this.channels.get(comparisonId);
    if (!channel) throw new Error(`no channel for comparison ${comparisonId}`);
    return channel;
  }
}

/** Why runs are aborted when the server goes down, to tell it from a person's stop. */
export const SERVER_STOPPED = Symbol.for("glimpse.server-stopped");

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The process's one hub: Next loads this module several times. */
export function runHub(): RunHub {
  const holder = globalThis as { [HUB]?: RunHub };
  holder[HUB] ??= new RunHub();
  return holder[HUB];
}
