import type { DialectReader, WireEvent, WireJson } from "./dialects/dialect-wire";
import type { FlushClock } from "./flush-clock";

/**
 * Hands on events in order, runs of text or thinking merged: the first at once, later ones gathered until the clock
 * says so. Parsing a token alone costs the SDK several times what it costs in a merged delta. Stamps are taken before.
 */
export class Coalescer {
  private readonly merge: DialectReader["merge"];
  private readonly emit: (json: WireJson) => void;
  private gathered: { key: string; last: WireJson; text: string; count: number } | null = null;
  private readonly clock: FlushClock;
  private isFirst = true;

  constructor(merge: DialectReader["merge"], clock: FlushClock, emit: (json: WireJson) => void) {
    this.merge = merge;
    this.clock = clock;
    this.emit = emit;
  }

  push({ before = [], json, mergeKey, text, reasoning }: WireEvent): void {
    if (mergeKey === null || before.length > 0 || mergeKey !== this.gathered?.key) this.flush();
    for (const first of before) this.emit(first);
    if (mergeKey === null) {
      this.emit(json);
      return;
    }
    const earlier = this.gathered;
    this.gathered = {
      key: mergeKey,
      last: json,
      text: (earlier?.text ?? "") + text + reasoning,
      count: (earlier?.count ?? 0) + 1,
    };
    if (this.isFirst) {
      this.isFirst = false;
      this.flush();
    } else {
      this.clock.await(this.flush);
    }
  }

  /** Hands on what has gathered. */
  flush = (): void => {
    const { gathered } = this;
    this.discard();
    if (gathered) this.emit(gathered.count === 1 ? gathered.last : this.merge(gathered.last, gathered.text));
  };

  /** Forgets what has gathered. */
  discard(): void {
    this.clock.forget(this.flush);
    this.gathered = null;
  }
}
