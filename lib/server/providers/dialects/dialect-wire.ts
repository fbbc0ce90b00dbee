import type { ReportedUsage } from "../convert-usage";

/** The parsed JSON of one event of a provider's stream. */
export type WireJson = Record<string, unknown>;

/** One event, straightened into what the SDK expects, and what it held. */
export type WireEvent = {
  json: WireJson;
  /** The non-empty text and thinking it brought. */
  text: string;
  reasoning: string;
  /** Whether it brought a part of a tool call. */
  tool: boolean;
  finishReason: string | null;
  /** What is known of the usage so far, where the event said something of it. */
  usage: ReportedUsage | null;
  /** Whether it reports an error instead of a piece of the answer. */
  isError: boolean;
  /** Events in a row with the same key hold nothing but text (or nothing but thinking) and may become one; null: never. */
  mergeKey: string | null;
};

/** How a dialect's stream is read. Made anew for every request, since usage may come in pieces. */
export type DialectReader = {
  read(json: WireJson): WireEvent;
  /** The event that stands for several of one merge key: the last one's envelope around all their text. */
  merge(last: WireJson, text: string): WireJson;
  /** What makes the SDK end with this error. */
  errorEvents(message: string): WireJson[];
  /** What makes the SDK end as if the model had stopped, in the middle of whatever was streaming. */
  stopEvents(): WireJson[];
};

export function recordOf(value: unknown): WireJson | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
}

export function stringOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
