import { parseMarkdownIntoBlocks } from "streamdown";
import { isLightBlock } from "./markdown-limits";

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * An answer's blocks, each of which is parsed and rendered by itself. One footnote, link definition or open HTML tag
 * makes Streamdown take all of an answer for one block: where that costs too much, it is split at its blank lines.
 */
export function blocksOfAnswer(markdown: string): string[] {
  return parseMarkdownIntoBlocks(markdown).flatMap((block) =>
    isLightBlock(block) ? [block] : splitAtBlankLines(block),
  );
}

/** Blank lines inside of fenced code don't split. */
function splitAtBlankLines(block: string): string[] {
  const parts: string[] = [];
  let part = "";
  let fence: string | null = null;
  for (const line of block.split(/(?<=\n)/)) {
    part += line;
    const mark = FENCE.exec(line)?.[1];
    if (fence === null) fence = mark ?? null;
    else if (mark?.startsWith(fence)) fence = null;
    if (fence === null && line.trim() === "") {
      parts.push(part);
      part = "";
    }
  }
  return part === "" ? parts : [...parts, part];
}
