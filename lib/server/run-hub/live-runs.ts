/** The runs that this process carries, and how to stop them. */
export class LiveRuns {
  private readonly ofComparison = new Map<string, Map<string, AbortController>>();
  private onNone: () => void = () => undefined;

  get size(): number {
    return [...this.ofComparison.values()].reduce((sum, { size }) => sum + size, 0);
  }

  get comparisonIds(): string[] {
    return [...this.ofComparison.keys()];
  }

  register(comparisonId: string, runId: string): AbortSignal {
    const controller = new AbortController();
    const runs = this.ofComparison.get(comparisonId) ?? new Map<string, AbortController>();
    this.ofComparison.set(comparisonId, runs.set(runId, controller));
    return controller.signal;
  }

  finish(comparisonId: string, runId: string): void {
    const runs = this.ofComparison.get(comparisonId);
    runs?.delete(runId);
    if (runs?.size === 0) this.ofComparison.delete(comparisonId);
    if (this.ofComparison.size === 0) this.onNone();
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
    const controller = this.ofComparison.get(comparisonId)?.get(runId);
    controller?.abort();
    return controller !== undefined;
  }

  /** Stops a comparison's runs for a reason of ours (`stop-reasons.ts`). */
  stopAll(comparisonId: string, reason: symbol): void {
    for (const controller of this.ofComparison.get(comparisonId)?.values() ?? []) controller.abort(reason);
  }

  /** Resolves when none is live, or after `ms`. */
  async untilNone(ms: number): Promise<void> {
    if (this.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.onNone = resolve;
    await promise;
    clearTimeout(timer);
  }
}
