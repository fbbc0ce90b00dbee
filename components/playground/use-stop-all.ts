"use client";

import type { ComparisonSession } from "@/components/comparison/comparison-session";
import { useToast } from "@/components/ui/toast";

/** Stops every lane, and says so where one could not be stopped. */
export function useStopAll(session: ComparisonSession): () => void {
  const toast = useToast();
  return () => {
    session.stopAll().catch((error: unknown) => {
      toast.add({ title: "Could not stop", description: error instanceof Error ? error.message : undefined });
    });
  };
}
