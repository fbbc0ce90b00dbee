"use client";

import { useHydrated } from "./use-hydrated";

const LOCALE = "en-US";

const DAY = { year: "numeric", month: "short", day: "numeric" } as const;
const SECOND = {
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
} as const;
const PRECISIONS = { day: DAY, second: SECOND, full: { ...DAY, ...SECOND } };

/**
 * A moment in the reader's own time zone. The server doesn't know it, so it writes UTC, and the browser rewrites it
 * once it has taken over.
 */
export function LocalTime({
  iso,
  precision = "second",
}: {
  iso: string;
  /** `day` has the year, `second` hasn't, `full` has both. */
  precision?: keyof typeof PRECISIONS;
}) {
  const hydrated = useHydrated();
  const format = new Intl.DateTimeFormat(LOCALE, {
    ...PRECISIONS[precision],
    timeZone: hydrated ? undefined : "UTC",
  });
  return (
    <time dateTime={iso} title={iso} className="whitespace-nowrap">
      {format.format(new Date(iso))}
    </time>
  );
}
