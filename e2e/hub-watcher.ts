import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createParser } from "eventsource-parser";
import type { StreamEvent } from "@/lib/runs/events";
import type { Watcher } from "@/lib/server/run-hub/channel";
import type { RunHub } from "@/lib/server/run-hub/run-hub";

/** A watcher that keeps what it is told. */
export class HubWatcher extends EventTarget implements Watcher {
  readonly received: { id: number; event: StreamEvent }[] = [];
  /** Each as it was handed over. */
  readonly pieces: Uint8Array[] = [];
  over: "ended" | "cut" | null = null;
  private readonly parser = createParser({
    onEvent: ({ id, data }) => this.received.push({ id: Number(id), event: JSON.parse(data) }),
  });

  next(bytes: Uint8Array): void {
    this.pieces.push(bytes);
    this.parser.feed(Buffer.from(bytes).toString());
    this.dispatchEvent(new Event("change"));
  }

  end(): void {
    this.over = "ended";
    this.dispatchEvent(new Event("change"));
  }

  cut(): void {
    this.over = "cut";
    this.dispatchEvent(new Event("change"));
  }

  get ids(): number[] {
    return this.received.map(({ id }) => id);
  }

  /** What the text deltas add up to. */
  get text(): string {
    return this.received.map(({ event }) => deltaOf(event)).join("");
  }

  /** The same of one lane. */
  textOf(lane: number): string {
    return this.received
      .map(({ event }) => ("lane" in event && event.lane === lane ? deltaOf(event) : ""))
      .join("");
  }

  /** Resolves once it is so. */
  async until(isSo: (watcher: this) => boolean): Promise<this> {
    while (!isSo(this)) await once(this, "change");
    return this;
  }

  untilOver(): Promise<this> {
    return this.until(({ over }) => over !== null);
  }
}

function deltaOf(event: StreamEvent): string {
  return event.type === "chunk" && event.chunk.type === "text-delta" ? event.chunk.delta : "";
}

/** A piece of an answer. */
export function textDelta(delta: string, lane = 0): StreamEvent {
  return { type: "chunk", lane, chunk: { type: "text-delta", id: "0", delta } };
}

/** Begins a run that ends when it is stopped, with its last words. */
export async function beginRun(
  hub: RunHub,
  { ageMs = 0, comparisonId = randomUUID() as string, lastWords = "" } = {},
): Promise<{ comparisonId: string; runId: string; signal: AbortSignal }> {
  await hub.open(comparisonId, ageMs);
  const runId = randomUUID();
  const signal = hub.register(comparisonId, runId, "local");
  signal.addEventListener("abort", () => {
    if (lastWords) hub.publish(comparisonId, textDelta(lastWords));
    hub.finish(comparisonId, runId);
  });
  return { comparisonId, runId, signal };
}

/** Watches what is live. */
export async function joinRun(
  hub: RunHub,
  comparisonId: string,
  afterId = 0,
): Promise<HubWatcher & { leave: () => void }> {
  const watcher = new HubWatcher();
  const leave = await hub.watch(comparisonId, afterId, watcher);
  if (!leave) throw new Error("nothing is live");
  return Object.assign(watcher, { leave });
}
