"use client";

import { useQueryState } from "nuqs";
import type { ReactNode } from "react";
import { runParams } from "../search-params";

/** A run's prompt, and what stands beneath it; a click opens all of the run. */
export function OpenRun({ id, prompt, children }: { id: string; prompt: string; children?: ReactNode }) {
  const [, openRun] = useQueryState("run", runParams.run.withOptions({ history: "push" }));
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      onClick={() => openRun(id)}
      className="flex min-h-6 w-full flex-col justify-center rounded-sm text-left decoration-faint/60 underline-offset-3 hover:underline pointer-coarse:min-h-11"
    >
      <span className="w-full truncate">{prompt || "(no words)"}</span>
      {children}
    </button>
  );
}
