import type { UIMessageChunk } from "ai";
import type { Redactor, Tail } from "./redactor";

type Delta = Extract<UIMessageChunk, { type: "text-delta" | "reasoning-delta" | "tool-input-delta" }>;
type Held = { tail: Tail; asChunk: (text: string) => Delta };

/**
 * Takes secrets out of an answer's chunks, also those that come in pieces: where a delta ends as a secret begins, that
 * end is held back until the next one says what it was. Nothing is held otherwise.
 */
export class ChunkRedactor {
  private readonly redactor: Redactor;
  private readonly onFound: () => void;
  /** By what streams: the text, the thinking, the arguments of a call. */
  private readonly held = new Map<string, Held>();

  /** @param onFound called for every chunk that completed a secret, before that is handed on without it */
  constructor(redactor: Redactor, onFound: () => void) {
    this.redactor = redactor;
    this.onFound = onFound;
  }

  /** The chunks that go on now in the place of this one: often itself, none where all of it is held back. */
  push(chunk: UIMessageChunk): UIMessageChunk[] {
    switch (chunk.type) {
      case "text-delta":
      case "reasoning-delta":
        return this.delta(chunk.type, chunk.delta, (delta) => ({ ...chunk, delta }));
      case "tool-input-delta":
        return this.delta(chunk.toolCallId, chunk.inputTextDelta, (inputTextDelta) => ({
          ...chunk,
          inputTextDelta,
        }));
      case "text-end":
        return [...this.release("text-delta"), chunk];
      case "reasoning-end":
        return [...this.release("reasoning-delta"), chunk];
      case "tool-input-available":
      case "tool-input-error":
        return [...this.release(chunk.toolCallId), this.whole(chunk)];
      case "error":
      case "finish":
        return [...this.end(), this.whole(chunk)];
      default:
        return [this.whole(chunk)];
    }
  }

  /** What is still held when nothing more comes. */
  end(): UIMessageChunk[] {
    return [...this.held.keys()].flatMap((stream) => this.release(stream));
  }

  private delta(stream: string, piece: string, asChunk: Held["asChunk"]): UIMessageChunk[] {
    const { clean, tail, found } = this.redactor.scanPiece(piece, this.held.get(stream)?.tail ?? null);
    if (tail) this.held.set(stream, { tail, asChunk });
    else this.held.delete(stream);
    if (found > 0) this.onFound();
    return clean === "" ? [] : [asChunk(clean)];
  }

  /** What is held back at the end of a part. */
  private release(stream: string): UIMessageChunk[] {
    const held = this.held.get(stream);
    if (!held) return [];
    const { clean, found } = this.redactor.scanTail(held.tail);
    // Remembered as handed on: an answer's parts are read as one text, and a secret may go on in the next.
    held.tail.sent = held.tail.text.length;
    if (found > 0) {
      this.held.delete(stream);
      this.onFound();
    }
    return clean === "" ? [] : [held.asChunk(clean)];
  }

  private whole(chunk: UIMessageChunk): UIMessageChunk {
    const { value, found } = this.redactor.redactJson(chunk);
    if (found > 0) this.onFound();
    return value;
  }
}
