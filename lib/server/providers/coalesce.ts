import type { DialectReader, WireEvent, WireJson } from "./dialects/dialect-wire";

/** How long deltas are gathered before they go on together. Stamps are taken before this. */
const WINDOW_MS = 50;

/**
 * Hands on events in order, runs of text or thinking merged: the first at once, later ones gathered for `WINDOW_MS`.
 * Parsing a token alone costs the SDK several times what it costs in a merged delta.
 */
export class Coalescer {
  private readonly merge: DialectReader["merge"];
  private readonly emit: (json: WireJson) => void;
  private gathered: { key: string; last: WireJson; text: string; count: number } | null = null;
  private isFirst = true;
  private timer: NodeJS.Timeout | null = null;

  constructor(merge: DialectReader["merge"], emit: (json: WireJson) => void) {
    this.merge = merge;
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
      this.timer ??= setTimeout(() => this.flush(), WINDOW_MS);
    }
  }

  /** Hands on what has gathered. */
  flush(): void {
    const { gathered } = this;
    this.discard();
    if (gathered) this.emit(gathered.count === 1 ? gathered.last : this.merge(gathered.last, gathered.text));
  }

  /** Forgets what has gathered. */
  discard(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.gathered = null;
  }
}
