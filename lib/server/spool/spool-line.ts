import { z } from "zod";
import type { RunEnd } from "@/db/queries/finish-runs";
import { RUN_STATUSES } from "@/lib/runs/run";

/** What must be right for a line to be the end of a run; the rest is this program's own writing. */
const shape = z.looseObject({ id: z.uuid(), status: z.enum(RUN_STATUSES) });
const times = z.object({ endedAt: z.coerce.date().optional() });
const runEnd = z.custom<RunEnd>((value) => shape.safeParse(value).success);

/** What JSON leaves as it is, and a reader of lines takes for the end of one. */
const UNICODE_LINE_BREAKS = /[\u2028\u2029]/g;

/**
 * The end of a run as a line of a spool file. JSON keeps every number and string as it is, NUL and lone surrogates
 * (which it escapes) included. It begins with a line break too, so that it stands alone even after a torn one.
 */
export function spoolLine(end: RunEnd): string {
  const json = JSON.stringify(end).replace(
    UNICODE_LINE_BREAKS,
    (mark) => `\\u${mark.charCodeAt(0).toString(16)}`,
  );
  return `\n${json}\n`;
}

/** The end of a run that a line holds; null for one that is torn, or not of ours. */
export function parseSpoolLine(line: string): RunEnd | null {
  try {
    const value: unknown = JSON.parse(line);
    return { ...runEnd.parse(value), ...times.parse(value) };
  } catch {
    return null;
  }
}
