import type { Redactor } from "./redaction/redactor";

/** How much of an answer's wire is kept, and of how many runs: enough to look into, too little to fill the memory. */
const LONGEST = 256 * 1024;
const MOST_RUNS = 200;
const KEEP_MS = 3_600_000;

const KEPT = Symbol.for("glimpse.transcripts");

const WITHHELD = "# The provider repeated a key in its answer, so what it sent is not shown\n";

/** What a provider really sent for one run, up to a limit; kept in memory for "show wire transcript", never logged. */
export class Transcript {
  isWithheld = false;
  private readonly redactor: Redactor;
  private text = "";
  private leftOut = 0;

  constructor(redactor: Redactor) {
    this.redactor = redactor;
  }

  add(text: string): void {
    if (this.isWithheld) return;
    const room = LONGEST - this.text.length;
    this.text += text.slice(0, room);
    this.leftOut += Math.max(0, text.length - room);
  }

  /** A key came in the answer, perhaps in pieces that nobody finds between the events: none of it is shown any more. */
  withhold(): void {
    this.isWithheld = true;
    this.text = "";
  }

  /** The whole of it without keys. Where one stands in it half escaped, none of it. */
  toString(): string {
    // Where it was cut off, a key may have been cut too.
    const clean = this.redactor.scanPiece(this.text, null).clean;
    if (this.isWithheld || this.redactor.redact(unescaped(clean)) !== unescaped(clean)) return WITHHELD;
    return this.leftOut > 0 ? `${clean}\n# ${this.leftOut} more characters were not kept\n` : clean;
  }
}

/** JSON's and URL's escapes as the characters that they stand for. */
function unescaped(text: string): string {
  return text
    .replace(/(?:\\u00|%)([0-9a-f]{2})/gi, (_escape, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
    .replace(/\\(.)/g, "$1");
}

function kept(): Map<string, Transcript> {
  const holder = globalThis as { [KEPT]?: Map<string, Transcript> };
  holder[KEPT] ??= new Map();
  return holder[KEPT];
}

/** Begins a run's transcript; the oldest one makes room. Each is kept for an hour: other instances' runs may be deleted. */
export function beginTranscript(runId: string, redactor: Redactor): Transcript {
  const transcripts = kept();
  const oldest = transcripts.size >= MOST_RUNS ? transcripts.keys().next().value : undefined;
  if (oldest !== undefined) transcripts.delete(oldest);
  const transcript = new Transcript(redactor);
  transcripts.set(runId, transcript);
  setTimeout(() => transcripts.delete(runId), KEEP_MS).unref();
  return transcript;
}

export function forgetTranscripts(runIds: readonly string[]): void {
  for (const runId of runIds) kept().delete(runId);
}

/** A run's transcript; undefined when it was never here or has made room. */
export function findTranscript(runId: string): Transcript | undefined {
  return kept().get(runId);
}
