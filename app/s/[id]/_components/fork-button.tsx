"use client";

import { Play } from "lucide-react";
import Link from "next/link";
import { ownLanes } from "@/components/comparison/own-settings";
import { fragmentOf, playgroundHref } from "@/components/playground/lane-params";
import { storeDraft } from "@/components/playground/use-draft";
import { buttonClassName } from "@/components/ui/button";
import type { Comparison } from "@/lib/runs/run";

/** Opens the playground with this snapshot's words, lanes and settings. */
export function ForkButton({ comparison }: { comparison: Comparison }) {
  const words = { prompt: comparison.turns[0]?.prompt ?? "", instructions: comparison.instructions ?? "" };
  const href = playgroundHref({ lanes: ownLanes(comparison), settings: comparison.settings }, words);
  return (
    <Link
      href={href}
      onClick={() => {
        // Too long for an address: it waits in this browser instead.
        if (fragmentOf(words) === "") storeDraft(words);
      }}
      className={buttonClassName("primary", "sm")}
    >
      <Play size={12} aria-hidden fill="currentColor" />
      Run it again
    </Link>
  );
}
