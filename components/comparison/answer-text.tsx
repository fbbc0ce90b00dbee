"use client";

import { lazy, memo, Suspense, useMemo } from "react";
import { AnswerBoundary } from "./answer-boundary";
import { useComparison } from "./comparison-context";
import { isLive } from "./lane-state";
import { isSafeToParse } from "./markdown-limits";
import { PlainAnswer } from "./plain-answer";
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
  const latest = useMemo(() => ({ text, streaming }), [text, streaming]);
  // Markdown is parsed anew for every addition: the more lanes stream, the rarer each may.
  const shown = useThrottled(latest, streaming ? 50 + liveLanes * 25 : 0);
  const isSafe = useMemo(() => shown !== null && isSafeToParse(shown.text), [shown]);
  if (raw)
    return (
      <div className="font-mono text-sm">
        <PlainAnswer text={text} />
      </div>
    );
  if (shown === null) return <PlainAnswer text={text} />;
  if (!isSafe) return <PlainAnswer text={shown.text} isRefused />;
  return (
    <AnswerBoundary
      fallback={<PlainAnswer text={shown.text} isRefused />}
      resetKey={shown.streaming ? "streaming" : "ended"}
    >
      <Suspense fallback={<PlainAnswer text={shown.text} />}>
        <AnswerMarkdown streaming={shown.streaming}>{shown.text}</AnswerMarkdown>
      </Suspense>
    </AnswerBoundary>
  );
});
