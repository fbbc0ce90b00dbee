import { Redactor } from "./redactor";

const KNOWN = Symbol.for("glimpse.known-secrets");
type Known = { secrets: Set<string>; redactor: Redactor };

/** One list for the process, whichever of Next's module instances learns of a key. */
function known(): Known {
  const holder = globalThis as { [KNOWN]?: Known };
  holder[KNOWN] ??= { secrets: new Set(), redactor: new Redactor([]) };
  return holder[KNOWN];
}

/**
 * From now on nothing that goes out of this process may hold this key. For keys of this server's own: what a stranger
 * calls a key may be any word, and would be taken out of everybody's answers.
 */
export function noteSecret(key: string): void {
  const state = known();
  if (state.secrets.has(key)) return;
  state.secrets.add(key);
  state.redactor = new Redactor([key], state.redactor);
}

/** Takes the noted keys out of what it is given, and others that only this text may not hold. */
export function redactorOf(others: Iterable<string> = []): Redactor {
  const { secrets, redactor } = known();
  const unknown = [...others].filter((key) => !secrets.has(key));
  return unknown.length === 0 ? redactor : new Redactor(unknown, redactor);
}
