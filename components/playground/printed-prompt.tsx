"use client";

import { useComparison } from "@/components/comparison/comparison-context";

/** On paper, the whole prompt stands above the answers. */
export function PrintedPrompt() {
  const prompt = useComparison((state) => state.turns[0]?.prompt ?? "");
  const instructions = useComparison((state) => state.instructions);
  return (
    <div className="hidden px-4 pb-4 print:block">
      <p className="whitespace-pre-wrap font-semibold text-lg">{prompt}</p>
      {instructions ? <p className="mt-1 whitespace-pre-wrap text-muted">{instructions}</p> : null}
    </div>
  );
}
