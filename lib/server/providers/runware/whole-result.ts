import { z } from "zod";
import type { WholeAnswer, WireJson } from "../dialects/dialect-wire";
import { resultRequest } from "./task-request";

const answer = z.object({ data: z.array(z.record(z.string(), z.unknown())).min(1) });

/**
 * A body of `data`: results, or the word that a task is accepted or still in the works, which has neither a text nor
 * an end. Errors beside results make the answer a part of what was asked for: both are handed on. Null for anything else.
 *
 * @param taskUUID of the task whose results these are
 */
export function readWhole(body: WireJson, taskUUID: unknown): WholeAnswer | null {
  const parsed = answer.safeParse(body);
  if (!parsed.success) return null;
  const results = parsed.data.data.filter(
    (item) => item.taskUUID === undefined || item.taskUUID === taskUUID,
  );
  const ended = results.filter((item) => isEnded(item));
  const errors = Array.isArray(body.errors) ? body.errors : [];
  if (ended.length === 0 && errors.length === 0) {
    return results.length === 0 ? null : { askWith: JSON.stringify([resultRequest(taskUUID)]) };
  }
  const events: WireJson[] = ended.map((item) => (item.status === "error" ? failed(item) : finished(item)));
  return { events: errors.length > 0 ? [...withoutEnd(events), { errors }] : events };
}

function isEnded({ text, finishReason, status }: WireJson): boolean {
  return (
    typeof text === "string" || typeof finishReason === "string" || status === "success" || status === "error"
  );
}

/** A result that does not say how it ended has ended nevertheless: `unknown` is Runware's own word for that. */
function finished(item: WireJson): WireJson {
  return { ...item, finishReason: item.finishReason ?? "unknown" };
}

function failed(item: WireJson): WireJson {
  return item.error == null ? { errors: [item] } : item;
}

/** Results in front of an error are no end: the run failed, and keeps its text. */
function withoutEnd(events: WireJson[]): WireJson[] {
  return events.map((event) => ({ ...event, finishReason: null }));
}
