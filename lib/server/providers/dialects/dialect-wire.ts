import type { ReportedUsage } from "../convert-usage";

/** The parsed JSON of one event of a provider's stream. */
export type WireJson = Record<string, unknown>;

/** One event, straightened into what the SDK expects, and what it held. */
export type WireEvent = {
  /** What the SDK must have been told before this event makes sense to it. */
  before?: WireJson[];
  json: WireJson;
  /** The non-empty text and thinking it brought. */
  text: string;
  reasoning: string;
  /** Whether it brought a part of a tool call. */
  tool: boolean;
  /** How many tool calls it began, and how many characters of arguments it brought; absent: none. */
  toolCalls?: number;
  argumentsLength?: number;
  finishReason: string | null;
  /** Pieces of thinking in the provider's own form, which it wants back with the next turn. */
  reasoningDetails?: unknown[];
  /** What is known of the usage so far, where the event said something of it. */
  usage: ReportedUsage | null;
  /** Whether it reports an error instead of a piece of the answer. */
  isError: boolean;
  /** What says why, where that isn't the event itself. */
  error?: unknown;
  /** Set where the SDK needs no part of it. */
  isEmpty?: true;
  /** Events in a row with the same key hold nothing but text (or nothing but thinking) and may become one; null: never. */
  mergeKey: string | null;
};

/** What a JSON body in the place of a stream holds: the events that it stands for, or how to ask for what isn't ready yet. */
export type WholeAnswer = { events: WireJson[] } | { askWith: string };

/** How a dialect's stream is read. Made anew for every request, since usage may come in pieces. */
export type DialectReader = {
  read(json: WireJson): WireEvent;
  /** The event that stands for several of one merge key: the last one's envelope around all their text. */
  merge(last: WireJson, text: string): WireJson;
  /** What makes the SDK end with this error. */
  errorEvents(message: string): WireJson[];
  /** What makes the SDK end as if the model had stopped, in the middle of whatever was streaming. */
  stopEvents(): WireJson[];
  /** Set where a line break ends an event, and not only a blank line. */
  endsEventAtLineBreak?: true;
  /** Whether the request asks for an answer in one piece, whose first byte takes as long as another's last. */
  comesWhole?: boolean;
  /** The request's parameters for the log, where they are not the keys of its body. */
  sent?: WireJson;
  /** What a JSON body with status 200 holds, where the dialect answers by JSON too; null for what is no answer. */
  readWhole?(body: WireJson): WholeAnswer | null;
  /** The body to send at once instead, where the error's own says that this one was not understood. */
  amendedBody?(error: WireJson): string | null;
};

/** @param request the parsed body of the request whose answer will be read */
export type CreateReader = (request: unknown) => DialectReader;

/** An event that brought nothing of an answer, but belongs to its frame. */
export function quietEvent(json: WireJson): WireEvent {
  return {
    json,
    text: "",
    reasoning: "",
    tool: false,
    finishReason: null,
    usage: null,
    isError: false,
    mergeKey: null,
  };
}

/** An event that is nothing to the SDK. */
export function emptyEvent(): WireEvent {
  return { ...quietEvent({}), isEmpty: true };
}

export function recordOf(value: unknown): WireJson | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
}

export function stringOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
