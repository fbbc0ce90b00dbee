import { mergedChunk, type NormalizedChunk } from "./normalize-chunk";

/** How long deltas are gathered before they go on together. Stamps are taken before this. */
const WINDOW_MS = 50;

/**
 * Hands on chunks in order, text and thinking merged: the first at once, later ones gathered for `WINDOW_MS`.
 * Parsing a token alone costs the SDK several times what it costs in a merged delta.
 */
export class Coalescer {
  private readonly emit: (chunk: Record<string, unknown>) => void;
  private last: Record<string, unknown> | null = null;
  private text = "";
  private reasoning = "";
  private isFirst = true;
  private timer: NodeJS.Timeout | null = null;

  constructor(emit: (chunk: Record<string, unknown>) => void) {
    this.emit = emit;
  }

  push(normalized: NormalizedChunk): void {
    if (!normalized.mergeable) {
      this.flush();
      this.emit(normalized.chunk);
      return;
    }
    // Thinking after text must not overtake it: a merged delta is read thinking first.
    if (this.text !== "" && normalized.reasoning !== "") this.flush();
    this.last = normalized.chunk;
    this.text += normalized.text;
    this.reasoning += normalized.reasoning;
    if (this.isFirst) {
      this.isFirst = false;
      this.flush();
    } else {
      this.timer ??= setTimeout(() => this.flush(), WINDOW_MS);
    }
  }

  /** Hands on what has gathered. */
  flush(): void {
    const chunk = this.last && mergedChunk(this.last, this.reasoning, this.text);
    this.discard();
    if (chunk) this.emit(chunk);
  }

  /** Forgets what has gathered. */
  discard(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.last = null;
    this.text = "";
    this.reasoning = "";
  }
}
