/*
 * Parsers take quadratic time, or overflow the stack, on deep nesting and on long runs of marks: 20,000 hostile
 * characters cost up to five seconds. What is over a limit here is shown as plain text instead. The limits keep one
 * block under some 50 ms on a machine that takes 100 ms for 20,000 characters of ordinary Markdown.
 */

/** Longer answers are not parsed at all. */
const MAX_CHARACTERS = 100_000;

/** In about microseconds of what one block takes to parse. */
const BLOCK = { most: 40_000, character: 1, line: 40, cell: 15, mark: 40 };

/** The same for an answer as a whole, whose elements are laid out together: 5,000 of them take some 100 ms. */
const ANSWER = { most: 400_000, character: 1, line: 160, cell: 80, mark: 40 };

/** Of code, whose marks mean nothing. */
const CODE_LINE_COST = 10;

/** Lists and quotes inside of one another, opened on one line. */
const DEEP_NESTING = /^[ \t]*(?:(?:>[ \t]*|[-+*][ \t]+|\d{1,9}[.)][ \t]+)){24}/m;

/** The same few marks over and over, as in `[[[[[[`, `*_*_*_` or `![![![`. */
const HOSTILE_RUN = /(?:[>[(<!*_~`^&\\]\s?){200}/;

/** A list item so far in that dozens of lists hold it. */
const DEEP_ITEM = /^[ \t]{64,}(?:[-+*]|\d{1,9}[.)])[ \t]/m;

/** Marks that look for a partner or make a link. */
const MARKS = /www\.|:\/\/|[@*_`~[\]<>&\\!=]/g;

/** Whether an answer may be taken apart into blocks; each is then judged by `isLightBlock`. */
export function isSafeToParse(markdown: string): boolean {
  return (
    markdown.length <= MAX_CHARACTERS &&
    !DEEP_NESTING.test(markdown) &&
    !HOSTILE_RUN.test(markdown) &&
    costOf(markdown, ANSWER) <= ANSWER.most
  );
}

/** Whether a block, which is parsed and shown in one go, costs little enough for that. */
export function isLightBlock(block: string): boolean {
  if (isFencedCode(block)) {
    return block.length + count(block, /\n/g) * CODE_LINE_COST <= BLOCK.most;
  }
  return !DEEP_ITEM.test(block) && costOf(block, BLOCK) <= BLOCK.most;
}

function costOf(markdown: string, { character, line, cell, mark }: typeof BLOCK): number {
  return (
    markdown.length * character +
    count(markdown, /\n/g) * line +
    count(markdown, /\|/g) * cell +
    count(markdown, MARKS) * mark
  );
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found += 1;
  return found;
}

/** Whether all of a block is one fence, whose marks mean nothing: with anything after its end, they may. */
function isFencedCode(block: string): boolean {
  const fence = /^ {0,3}(`{3,}|~{3,})[^`\n]*\n/.exec(block)?.[1];
  if (fence === undefined) return false;
  const lines = block.trimEnd().split("\n").slice(1);
  const end = lines.findIndex((line) => line.trim().startsWith(fence));
  return end === -1 || end === lines.length - 1;
}
