import { formsOf, isSecret } from "./secret-forms";

const REDACTED = "[redacted]";
/** Forms are ASCII: a table of all their first two characters says in a nanosecond where none begins. */
const ASCII = 128;
/** Stands for the second character where a text ends after the first. */
const END = 0;

/** The end of a text that may be the begin of a secret, and how many characters of that have been handed on. */
export type Tail = { text: string; sent: number };
type Scanned = { clean: string; tail: Tail | null; found: number };

/** Replaces secrets by "[redacted]", in whichever form they stand in a text. */
export class Redactor {
  /** By their first two characters, the longest first. */
  private readonly forms: Map<number, readonly string[]>;
  /** Where `forms` has any: most places of most texts are passed over by this alone. */
  private readonly begins: Uint8Array;

  /** @param base whose secrets it replaces too */
  constructor(secrets: Iterable<string>, base?: Redactor) {
    this.forms = new Map(base?.forms);
    this.begins = base ? base.begins.slice() : new Uint8Array(ASCII * ASCII);
    for (const secret of secrets) if (isSecret(secret)) for (const form of formsOf(secret)) this.add(form);
  }

  private add(form: string): void {
    for (const second of [form.charCodeAt(1), END]) {
      const pair = form.charCodeAt(0) * ASCII + second;
      const known = this.forms.get(pair) ?? [];
      if (known.includes(form)) continue;
      this.forms.set(
        pair,
        [...known, form].sort((a, b) => b.length - a.length),
      );
      this.begins[pair] = 1;
    }
  }

  redact(text: string): string {
    return this.scan(text).clean;
  }

  /** Every text of a value that JSON can hold, names of fields included; gives how many secrets were found, too. */
  redactJson<Value>(value: Value): { value: Value; found: number } {
    let found = 0;
    const clean = (text: string): string => {
      const scanned = this.scan(text);
      found += scanned.found;
      return scanned.clean;
    };
    const json = JSON.stringify(value, (_name, part: unknown) => {
      if (typeof part === "string") return clean(part);
      if (typeof part !== "object" || part === null || Array.isArray(part)) return part;
      return Object.fromEntries(Object.entries(part).map(([name, inner]) => [clean(name), inner]));
    });
    return { value: found > 0 ? JSON.parse(json) : value, found };
  }

  /**
   * The next piece of a text that comes in pieces. From the second character of what may be a secret on, it is held back
   * as the tail, to be given with the next piece; of the first one it is only remembered that it was handed on, for
   * nearly every text ends with some secret's first character.
   */
  scanPiece(piece: string, before: Tail | null): Scanned {
    return this.scan((before?.text ?? "") + piece, { isPiece: true, sent: before?.sent ?? 0 });
  }

  /** What is handed on of a tail after which nothing came. */
  scanTail({ text, sent }: Tail): Pick<Scanned, "clean" | "found"> {
    return this.scan(text, { isPiece: false, sent });
  }

  /** @param sent how many characters at the begin have been handed on */
  private scan(text: string, { isPiece, sent } = { isPiece: false, sent: 0 }): Scanned {
    let clean = "";
    let from = sent;
    let found = 0;
    for (let at = 0; at < text.length; at++) {
      const form = this.formAt(text, at, isPiece);
      if (form === null) continue;
      if (!text.startsWith(form, at)) {
        const isFirst = at === text.length - 1;
        const tail = { text: text.slice(at), sent: Math.max(sent - at, isFirst ? 1 : 0) };
        return { clean: clean + text.slice(from, isFirst ? undefined : at), tail, found };
      }
      clean += text.slice(from, at) + REDACTED;
      found += 1;
      from = at + form.length;
      at = from - 1;
    }
    return { clean: clean + text.slice(from), tail: null, found };
  }

  /** The longest form that stands there, or that the end of a piece may be the begin of. */
  private formAt(text: string, at: number, isPiece: boolean): string | null {
    const first = text.charCodeAt(at);
    const second = at + 1 < text.length ? text.charCodeAt(at + 1) : END;
    if ((first | second) >= ASCII) return null;
    const pair = first * ASCII + second;
    if (this.begins[pair] === 0) return null;
    const left = text.length - at;
    for (const form of this.forms.get(pair) ?? []) {
      if (left >= form.length ? text.startsWith(form, at) : isPiece && form.startsWith(text.slice(at)))
        return form;
    }
    return null;
  }
}
