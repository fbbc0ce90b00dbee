"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { postJson, problemOfResponse } from "@/components/comparison/api-problem";

/** Asks every source for its prices, then reads the page anew; busy until both are done. */
export function useRefreshPrices() {
  const router = useRouter();
  const [isBusy, startTransition] = useTransition();
  const [outcome, setOutcome] = useState<{ ok: boolean; words: string } | null>(null);

  const refresh = () => {
    if (isBusy) return;
    setOutcome(null);
    startTransition(async () => {
      try {
        const response = await postJson("/api/prices/refresh", {});
        if (!response.ok) throw await problemOfResponse(response);
        setOutcome({ ok: true, words: "All sources were asked." });
        router.refresh();
      } catch (error) {
        setOutcome({ ok: false, words: error instanceof Error ? error.message : String(error) });
      }
    });
  };
  return { refresh, isBusy, outcome };
}
