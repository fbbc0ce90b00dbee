/** How much of an answer's wire is kept, and of how many runs: enough to look into, too little to fill the memory. */
const LONGEST = 256 * 1024;
const MOST_RUNS = 200;
const KEEP_MS = 3_600_000;

const KEPT = Symbol.for("glimpse.transcripts");

/** What a provider really sent for one run, up to a limit; kept in memory for "show wire transcript", never logged. */
export class Transcript {
  private readonly redact: (text: string) => string;
  private text = "";
  private leftOut = 0;

  constructor(redact: (text: string) => string) {
    this.redact = redact;
  }

  add(text: string): void {
    const room = LONGEST - this.text.length;
    this.text += text.slice(0, room);
    this.leftOut += Math.max(0, text.length - room);
  }

  /** The whole of it without keys, which may have come in pieces. */
  toString(): string {
    const end = this.leftOut > 0 ? `\n# ${this.leftOut} more characters were not kept\n` : "";
    return this.redact(this.text) + end;
  }
}

function kept(): Map<string, Transcript> {
  const holder = globalThis as { [KEPT]?: Map<string, Transcript> };
  holder[KEPT] ??= new Map();
  return holder[KEPT];
}

/** Begins a run's transcript; the oldest one makes room. Each is kept for an hour: other instances' runs may be deleted. */
export function beginTranscript(runId: string, redact: (text: string) => string): Transcript {
  const transcripts = kept();
  const oldest = transcripts.size >= MOST_RUNS ? transcripts.keys().next().value : undefined;
  if (oldest !== undefined) transcripts.delete(oldest);
  const transcript = new Transcript(redact);
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
