"use client";

import { lazy, memo, Suspense, useMemo } from "react";
import { AnswerBoundary } from "./answer-boundary";
import { useComparison } from "./comparison-context";
import { isLive } from "./lane-state";
import { isSafeToParse } from "./markdown-limits";
import { useThrottled } from "./use-throttled";

// The Markdown renderer is larger than the rest of the page: the first words need not wait for it.
const AnswerMarkdown = lazy(() =>
  import("./answer-markdown").then(({ AnswerMarkdown }) => ({ default: AnswerMarkdown })),
);

/** Text of an answer, rendered or as it is. */
export const AnswerText = memo(function AnswerText({
  text,
  streaming,
  raw,
}: {
  text: string;
  streaming: boolean;
  raw: boolean;
}) {
  const liveLanes = useComparison((state) => state.turns.at(-1)?.lanes.filter(isLive).length ?? 0);
  // Markdown is parsed anew for every addition: the more lanes stream, the rarer each may.
  const shown = useThrottled(text, streaming ? 50 + liveLanes * 25 : 0);
  const safe = useMemo(() => isSafeToParse(shown), [shown]);
  if (raw) return <div className="whitespace-pre-wrap break-words font-mono text-sm">{text}</div>;
  const plain = <div className="whitespace-pre-wrap break-words">{shown}</div>;
  if (!safe) return plain;
  return (
    <AnswerBoundary fallback={plain} resetKey={streaming ? "streaming" : "ended"}>
      <Suspense fallback={plain}>
        <AnswerMarkdown streaming={streaming}>{shown}</AnswerMarkdown>
      </Suspense>
    </AnswerBoundary>
  );
});
