"use client";

import { useEffect, useState } from "react";
import { LocalTime } from "@/components/local-time";
import { Infotip } from "@/components/ui/infotip";
import { useHydrated } from "@/components/use-hydrated";
import { relativeWords } from "./relative-words";

const TICK_MS = 30_000;

/** How long ago a moment was; the moment itself on hover and focus. The server doesn't know when it will be read. */
export function RelativeTime({ iso }: { iso: string }) {
  const hydrated = useHydrated();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  if (!hydrated) return <LocalTime iso={iso} precision="full" />;
  return (
    <Infotip description={FULL.format(new Date(iso))} className="whitespace-nowrap">
      <time dateTime={iso}>{relativeWords(new Date(iso).getTime(), now)}</time>
    </Infotip>
  );
}

// The locale of all numbers and dates here; the zone is the reader's own.
const FULL = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "long", hourCycle: "h23" });
