const DAY_MS = 86_400_000;

/** When a share ends by itself. */
export const SHARE_ENDS = [
  { value: "never", label: "Until revoked", afterMs: null },
  { value: "day", label: "For a day", afterMs: DAY_MS },
  { value: "week", label: "For a week", afterMs: 7 * DAY_MS },
  { value: "month", label: "For 30 days", afterMs: 30 * DAY_MS },
] as const;

export type ShareEnd = (typeof SHARE_ENDS)[number]["value"];

/** The moment at which a share that is chosen now ends; null for never. */
export function endTime(end: ShareEnd): string | null {
  const afterMs = SHARE_ENDS.find(({ value }) => value === end)?.afterMs ?? null;
  return afterMs === null ? null : new Date(Date.now() + afterMs).toISOString();
}
