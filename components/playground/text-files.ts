/** Larger files would not fit any context, nor the server's limit for a body. */
const MAX_BYTES = 700_000;

export type ReadFile = { name: string; text: string } | { name: string; problem: string };

/** A dropped or pasted file's text. A file is text when it decodes as UTF-8 and holds no NUL, whatever it is called. */
export async function readTextFile(file: File): Promise<ReadFile> {
  const { name } = file;
  if (file.size > MAX_BYTES) return { name, problem: "is larger than 700 kB" };
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return text.includes("\0") ? { name, problem: "is not a text file" } : { name, text };
  } catch {
    return { name, problem: "is not a text file" };
  }
}

/** The prompt with a file's content behind it, fenced so that the model sees where it begins and ends. */
export function appendFile(prompt: string, { name, text }: { name: string; text: string }): string {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const longest = Math.max(2, ...Array.from(text.matchAll(/`{3,}/g), ([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const block = `${name}:\n${fence}${extension}\n${text.replace(/\n$/, "")}\n${fence}\n`;
  return prompt.trim() ? `${prompt.trimEnd()}\n\n${block}` : block;
}
