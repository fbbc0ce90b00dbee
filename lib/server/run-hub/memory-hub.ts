import type { StreamEvent } from "@/lib/runs/events";
import type { Run } from "@/lib/runs/run";
import { Channel, type Watcher } from "./channel";
import { encodeBatch } from "./event-batch";
import { KEEP_MS, RunHub } from "./run-hub";

type OpenComparison = {
  channel: Channel;
  nextId: number;
  /** Published in this tick: handed on at its end. */
  unsent: { id: number; json: string }[];
};

/** The hub of a server that is alone: everything is in memory. */
export class MemoryHub extends RunHub {
  private readonly comparisons = new Map<string, OpenComparison>();

  async open(comparisonId: string, ageMs: number): Promise<void> {
    const known = this.comparisons.get(comparisonId);
    known?.channel.touch();
    if (known) return;
    const nextId = Math.max(1, Math.floor(ageMs));
    this.comparisons.set(comparisonId, { channel: new Channel(), nextId, unsent: [] });
  }

  publish(comparisonId: string, event: StreamEvent): void {
    const comparison = this.comparison(comparisonId);
    // Not a timer: what the reads of one turn of the event loop brought goes out at its end.
    if (comparison.unsent.length === 0) setImmediate(() => send(comparison));
    comparison.unsent.push({ id: comparison.nextId++, json: JSON.stringify(event) });
  }

  finish(comparisonId: string, runId: string): void {
    this.live.finish(comparisonId, runId);
    const comparison = this.comparisons.get(comparisonId);
    if (!comparison || this.live.any(comparisonId)) return;
    send(comparison);
    comparison.channel.end();
  }

  async watch(comparisonId: string, afterId: number, watcher: Watcher): Promise<(() => void) | null> {
    if (!this.live.any(comparisonId)) return null;
    return this.comparison(comparisonId).channel.watch(afterId, watcher);
  }

  async lastEventId(comparisonId: string): Promise<number> {
    return this.comparison(comparisonId).nextId - 1;
  }

  async stop(comparisonId: string, runId: string): Promise<boolean> {
    return this.live.stop(comparisonId, runId);
  }

  closeAbandoned(run: Run): void {
    const { comparisonId, lane } = run;
    if (!this.live.any(comparisonId)) return;
    this.publish(comparisonId, { type: "run", lane, run });
    this.finish(comparisonId, run.id);
  }

  async discard(comparisonId: string): Promise<void> {
    if (!this.live.any(comparisonId)) this.comparisons.delete(comparisonId);
  }

  protected channel(comparisonId: string): Channel | undefined {
    return this.comparisons.get(comparisonId)?.channel;
  }

  protected async isWatchedElsewhere(): Promise<boolean> {
    return false;
  }

  protected forget(): void {
    for (const [comparisonId, { channel }] of this.comparisons)
      if (!this.live.any(comparisonId) && channel.quietMs > KEEP_MS) this.comparisons.delete(comparisonId);
  }

  protected async close(): Promise<void> {
    for (const comparison of this.comparisons.values()) {
      send(comparison);
      comparison.channel.cut();
    }
  }

  private comparison(comparisonId: string): OpenComparison {
    const comparison = this.comparisons.get(comparisonId);
    if (!comparison) throw new Error(`no channel for comparison ${comparisonId}`);
    return comparison;
  }
}

function send(comparison: OpenComparison): void {
  const batch = encodeBatch(comparison.unsent);
  comparison.unsent = [];
  if (batch) comparison.channel.append(batch);
}
