import type { z } from "zod";
import type { AppErrorCode } from "../app-error";
import type { AnswerName, BodyName } from "./named-schemas";

/** A request header beyond those of every request. */
export type HeaderName = "Idempotency-Key" | "Last-Event-ID";

/** What an operation answers when it succeeds. */
export type Answer = {
  status: 200 | 201 | 202 | 204 | 503;
  description: string;
  content?: Content[];
};

/** `of`: the shape of a JSON answer, of each event of a stream, or of each line of a file. */
type Content = { type: string; of?: AnswerName };

/** One route and method, as the API's description tells of it. */
export type Operation = {
  id: string;
  method: "get" | "post" | "put" | "patch" | "delete";
  /** With its parameters in braces: `/api/runs/{id}`. */
  path: `/api/${string}`;
  summary: string;
  query?: z.ZodObject;
  headers?: HeaderName[];
  body?: BodyName;
  answers: Answer[];
  /** Beside those that follow from what it takes. */
  problems?: AppErrorCode[];
};

export function json(of: AnswerName, description: string, status: 200 | 201 | 202 | 503 = 200): Answer {
  return { status, description, content: [{ type: "application/json", of }] };
}

export function empty(description: string): Answer {
  return { status: 204, description };
}

export function file(description: string, ...content: Content[]): Answer {
  return { status: 200, description, content };
}

/** A comparison's live events. */
export const stream: Answer = {
  status: 200,
  description:
    "Server-sent events for all lanes, each with a growing `id`: `turn` first, then `chunk` and `metrics` of any lane, " +
    "`run` as the last one of each lane, and the data `[DONE]` at the end. A `: ping` comment comes every 15 s. Leaving stops nothing; " +
    "GET /api/comparisons/{id}/stream with `Last-Event-ID` goes on after an event.",
  content: [{ type: "text/event-stream", of: "StreamEvent" }],
};
