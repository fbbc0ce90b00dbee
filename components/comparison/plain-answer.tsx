/** More than this would hold up the page; a copy has it all. */
const MOST_SHOWN_CHARACTERS = 200_000;

/** Lines are laid out so many at a time, those out of sight when they come into it: 30,000 at once take 200 ms. */
const CHUNK_LINES = 200;

/** Text of an answer as it was written; with a note, where it should have been rendered. */
export function PlainAnswer({ text, isRefused = false }: { text: string; isRefused?: boolean }) {
  const chunks = chunksOf(text.slice(0, MOST_SHOWN_CHARACTERS));
  const notes = [
    isRefused ? "Shown as plain text: rendering this Markdown would hold up the page." : null,
    text.length > MOST_SHOWN_CHARACTERS ? "Only its beginning is shown; a copy has all of it." : null,
  ].filter((note) => note !== null);
  return (
    <>
      <div dir="auto" className="whitespace-pre-wrap break-words">
        {chunks.length === 1
          ? chunks[0]?.words
          : chunks.map(({ lines, words }, at) => (
              <div
                key={at}
                className="[content-visibility:auto]"
                style={{ containIntrinsicHeight: `auto ${lines}lh` }}
              >
                {words}
              </div>
            ))}
      </div>
      {notes.length > 0 ? <p className="mt-1 text-faint text-sm">{notes.join(" ")}</p> : null}
    </>
  );
}

function chunksOf(text: string): { lines: number; words: string }[] {
  const lines = text.split("\n");
  const chunks = Math.ceil(lines.length / CHUNK_LINES);
  return Array.from({ length: chunks }, (_, at) => {
    const own = lines.slice(at * CHUNK_LINES, (at + 1) * CHUNK_LINES);
    // A box does not show a line break at its end: where more follows, an empty line needs one to itself.
    const isCut = own.at(-1) === "" && at < chunks - 1;
    return { lines: own.length, words: own.join("\n") + (isCut ? "\n" : "") };
  });
}
