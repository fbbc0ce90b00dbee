/** More than this would hold up the page; a copy has it all. */
const MOST_SHOWN_CHARACTERS = 200_000;

/** Text of an answer as it was written; with a note, where it should have been rendered. */
export function PlainAnswer({ text, isRefused = false }: { text: string; isRefused?: boolean }) {
  const notes = [
    isRefused ? "Shown as plain text: rendering this Markdown would hold up the page." : null,
    text.length > MOST_SHOWN_CHARACTERS ? "Only its beginning is shown; a copy has all of it." : null,
  ].filter((note) => note !== null);
  return (
    <>
      <div dir="auto" className="whitespace-pre-wrap break-words">
        {text.slice(0, MOST_SHOWN_CHARACTERS)}
      </div>
      {notes.length > 0 ? <p className="mt-1 text-faint text-sm">{notes.join(" ")}</p> : null}
    </>
  );
}
