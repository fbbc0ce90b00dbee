"use client";

import { useId, useState } from "react";
import { Textarea } from "@/components/ui/textarea";

export type ReadJson<Value> = (json: unknown) => { value: Value } | { problem: string };

/** Settings live in the address; servers and proxies refuse one that is much longer. */
const MOST_CHARACTERS = 6000;

/** A value written as JSON. What can't be taken yet stays in the box, with the reason below, and the value stands. */
export function JsonEditor<Value>({
  id,
  label,
  value,
  read,
  onChange,
  placeholder,
}: {
  id?: string;
  /** Its accessible name, where no `<label htmlFor={id}>` gives one. */
  label?: string;
  value: Value | null;
  read: ReadJson<Value>;
  /** Null when the box was emptied. */
  onChange: (value: Value | null) => void;
  placeholder: string;
}) {
  const problemId = useId();
  const current = value === null ? "" : JSON.stringify(value, null, 2);
  // What is being written, and the value that it was written against: a value from elsewhere replaces it.
  const [draft, setDraft] = useState<{ text: string; against: string } | null>(null);
  const shown = draft?.against === current ? draft.text : current;
  const outcome = parse(shown, read);
  const problem = outcome && "problem" in outcome ? outcome.problem : null;

  function write(text: string) {
    const parsed = parse(text, read);
    if (parsed && "problem" in parsed) return setDraft({ text, against: current });
    const next = parsed?.value ?? null;
    setDraft({ text, against: next === null ? "" : JSON.stringify(next, null, 2) });
    onChange(next);
  }

  return (
    <>
      <Textarea
        id={id}
        aria-label={label}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : problemId}
        value={shown}
        placeholder={placeholder}
        spellCheck={false}
        autoCapitalize="off"
        onChange={(event) => write(event.currentTarget.value)}
        onBlur={() => problem === null && setDraft(null)}
        className="max-h-64 min-h-28 font-mono text-sm! leading-5"
      />
      {problem === null ? null : (
        <p id={problemId} className="whitespace-pre-wrap break-words text-danger text-sm">
          {problem}
        </p>
      )}
    </>
  );
}

/** Null for an empty text. */
function parse<Value>(text: string, read: ReadJson<Value>): ReturnType<ReadJson<Value>> | null {
  if (text.trim() === "") return null;
  if (text.length > MOST_CHARACTERS)
    return {
      problem: "Longer than 6,000 characters, which the page's address can't hold. Use the API for it.",
    };
  try {
    return read(JSON.parse(text));
  } catch (error) {
    return { problem: `Not JSON yet: ${error instanceof Error ? error.message : "it does not parse"}` };
  }
}
