"use client";

import { useEffect, useState } from "react";
import type { SharePreview } from "@/lib/runs/share";
import { previewShare, type ShareChoice } from "./share-api";

export type PreviewState =
  | { state: "reading" }
  | { state: "read"; preview: SharePreview }
  | { state: "failed"; why: string };

/** What a share would show, as it is chosen; asked for anew with every choice, and after `again` has changed. */
export function useSharePreview(
  comparisonId: string,
  { responses, instructions }: ShareChoice,
  again: number,
): PreviewState {
  const [reading, setReading] = useState<PreviewState>({ state: "reading" });
  useEffect(() => {
    const controller = new AbortController();
    setReading({ state: "reading" });
    previewShare(comparisonId, { responses, instructions }, controller.signal).then(
      (preview) => setReading({ state: "read", preview }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        setReading({ state: "failed", why: error instanceof Error ? error.message : String(error) });
      },
    );
    return () => controller.abort();
  }, [comparisonId, responses, instructions, again]);
  return reading;
}
