import { within } from "../patience";

type LiveRun = { owner: string; controller: AbortController };

/** The runs that this process carries or is about to, and how to stop them. */
export class LiveRuns {
  private readonly ofComparison = new Map<string, Map<string, LiveRun>>();
  private startingRuns = 0;
  private onNone: () => void = () => undefined;

  get size(): number {
    return [...this.ofComparison.values()].reduce((sum, { size }) => sum + size, 0);
  }

  get comparisonIds(): string[] {
    return [...this.ofComparison.keys()];
  }

  register(comparisonId: string, runId: string, owner: string): AbortSignal {
    const controller = new AbortController();
    const runs = this.ofComparison.get(comparisonId) ?? new Map<string, LiveRun>();
    this.ofComparison.set(comparisonId, runs.set(runId, { owner, controller }));
    return controller.signal;
  }

  finish(comparisonId: string, runId: string): void {
    const runs = this.ofComparison.get(comparisonId);
    runs?.delete(runId);
    if (runs?.size === 0) this.ofComparison.delete(comparisonId);
    this.tellIfNone();
  }

  /** A start of runs is on its way, which are still to be registered; gives how to say that it is over. */
  beginStart(runs: number): () => void {
    this.startingRuns += runs;
    return () => {
      this.startingRuns -= runs;
      this.tellIfNone();
    };
  }

  get starting(): number {
    return this.startingRuns;
  }

  has(runId: string): boolean {
    return [...this.ofComparison.values()].some((runs) => runs.has(runId));
  }

  /** Whether any run of the comparison is live. */
  any(comparisonId: string): boolean {
    return this.ofComparison.has(comparisonId);
  }

  /** Stops a run if it is live; gives whether it was. */
  stop(comparisonId: string, runId: string): boolean {
    const run = this.ofComparison.get(comparisonId)?.get(runId);
    run?.controller.abort();
    return run !== undefined;
  }

  /** The comparison of a live run; null when it is not this owner's, or not live. */
  comparisonOf(runId: string, owner: string): string | null {
    for (const [comparisonId, runs] of this.ofComparison)
      if (runs.get(runId)?.owner === owner) return comparisonId;
    return null;
  }

  /** Stops a comparison's runs for a reason of ours (`stop-reasons.ts`). */
  stopAll(comparisonId: string, reason: symbol): void {
    for (const { controller } of this.ofComparison.get(comparisonId)?.values() ?? [])
      controller.abort(reason);
  }

  /** Resolves when none is live or about to be, or after `ms`. */
  async untilNone(ms: number): Promise<void> {
    if (this.isNone) return;
    const { promise: none, resolve } = Promise.withResolvers<void>();
    this.onNone = resolve;
    await within(ms, none);
  }

  private get isNone(): boolean {
    return this.startingRuns === 0 && this.ofComparison.size === 0;
  }

  private tellIfNone(): void {
    if (this.isNone) this.onNone();
  }
}
