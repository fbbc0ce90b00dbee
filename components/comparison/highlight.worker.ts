import { code as highlighter } from "@streamdown/code";
import type { HighlightedAnswer, HighlightRequest } from "./highlight";

/**
 * Colours code beside the page: the first lines of a language take 200 ms, for its grammar's expressions are made then.
 * Languages that it does not know get no answer.
 */
addEventListener("message", ({ data: { id, ...request } }: MessageEvent<HighlightRequest>) => {
  if (!highlighter.supportsLanguage(request.language)) return;
  const answer = ({ tokens }: Result) => postMessage({ id, rows: tokens } satisfies HighlightedAnswer);
  const ready = highlighter.highlight(request, answer);
  if (ready) answer(ready);
});

type Result = NonNullable<ReturnType<typeof highlighter.highlight>>;
