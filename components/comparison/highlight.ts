import type { HighlightOptions, HighlightResult } from "@streamdown/code";

export type CodeToken = HighlightResult["tokens"][number][number];
export type HighlightRequest = HighlightOptions & { id: number };
export type HighlightedAnswer = { id: number; rows: CodeToken[][] };

/** Their contrast is AA throughout; the plain GitHub themes' comments are not. */
const THEMES: HighlightOptions["themes"] = ["github-light-high-contrast", "github-dark-high-contrast"];

const waiting = new Map<number, (rows: CodeToken[][]) => void>();
let worker: Worker | undefined;
let lastId = 0;

/**
 * Colours code in another thread, and shows it when it is done: never for a language that is not known, and never where
 * the worker can't be loaded.
 *
 * @param isIncomplete whether more of it is to come
 * @returns how to want it no more
 */
export function highlight(
  code: string,
  language: string,
  isIncomplete: boolean,
  show: (rows: CodeToken[][]) => void,
): () => void {
  const id = ++lastId;
  waiting.set(id, show);
  worker ??= startWorker();
  // The worker asks whether it knows the language.
  const request = {
    id,
    code,
    language: language as HighlightOptions["language"],
    isIncomplete,
    themes: THEMES,
  };
  worker.postMessage(request satisfies HighlightRequest);
  return () => waiting.delete(id);
}

function startWorker(): Worker {
  const started = new Worker(new URL("./highlight.worker.ts", import.meta.url), { type: "module" });
  started.addEventListener("message", ({ data: { id, rows } }: MessageEvent<HighlightedAnswer>) => {
    waiting.get(id)?.(rows);
    waiting.delete(id);
  });
  return started;
}
