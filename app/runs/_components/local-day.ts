/**
 * A day as a date input writes it (YYYY-MM-DD) and the instants it begins and ends at, in the reader's own time zone.
 * A day is not always 24 hours, so its end is the next day's beginning.
 */
export function dayStart(day: string): Date | null {
  return midnight(day, 0);
}

export function dayEnd(day: string): Date | null {
  return midnight(day, 1);
}

/** The day that an instant falls on. */
export function dayOf(instant: Date): string {
  const pad = (value: number) => String(value).padStart(2, "0");
  return `${String(instant.getFullYear()).padStart(4, "0")}-${pad(instant.getMonth() + 1)}-${pad(instant.getDate())}`;
}

/** The last day that ends at or before an instant: what a `to` that came from `dayEnd` shows. */
export function lastDayBefore(instant: Date): string {
  return dayOf(new Date(instant.getTime() - 1));
}

function midnight(day: string, daysLater: number): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const at = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + daysLater);
  return Number.isNaN(at.getTime()) ? null : at;
}
