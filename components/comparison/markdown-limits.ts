/**
 * Whether a text may be parsed as Markdown. Parsers take quadratic time, or overflow the stack, on deep nesting
 * and on long runs of unclosed marks (20,000 hostile characters cost over two seconds); such a text is shown as it is.
 */
export function isSafeToParse(markdown: string): boolean {
  if (markdown.length > MAX_CHARACTERS) return false;
  if (HOSTILE_RUN.test(markdown)) return false;
  return countOpenMarks(markdown) <= MAX_OPEN_MARKS;
}

const MAX_CHARACTERS = 200_000;
const MAX_OPEN_MARKS = 3000;

/** The same few marks over and over, as in `[[[[[[`, `> > > >`, `*_*_*_` or `![![![`. */
const HOSTILE_RUN = /(?:[>[(<!*_~`^&\\]\s?){200,}/;

/** Marks that look back for a partner, or hold it open, outside of fenced code. */
function countOpenMarks(markdown: string): number {
  let open = 0;
  for (const block of markdown.split(/\n\s*\n/)) {
    let inBlock = 0;
    for (const character of block)
      if (character === "[" || character === "*" || character === "_") inBlock += 1;
    if (!block.includes("```")) open = Math.max(open, inBlock);
  }
  return open;
}
