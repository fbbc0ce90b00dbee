const STEPS: [seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
];
const FORMAT = new Intl.RelativeTimeFormat("en-US", { numeric: "always", style: "short" });

/** "just now", "5 min. ago", "2 days ago". A clock that runs ahead of ours is no future. */
export function relativeWords(at: number, now: number): string {
  const seconds = Math.max(0, (now - at) / 1000);
  const [size, unit] = STEPS.find(([step]) => seconds >= step) ?? [];
  return size === undefined || unit === undefined
    ? "just now"
    : FORMAT.format(-Math.floor(seconds / size), unit);
}
