import type { Agent } from "undici";
import type { Meter } from "@/lib/runs/meter";
import type { Attempt, RunError } from "@/lib/runs/run";
import type { Redactor } from "../redaction/redactor";
import type { Transcript } from "../transcripts";
import type { ProviderAdapter } from "./adapter";
import type { ReportedUsage } from "./convert-usage";
import type { CreateReader, WireJson } from "./dialects/dialect-wire";
import type { FlushClock } from "./flush-clock";

/** What the tap saw of one run, over all its requests. */
export type WireObservation = {
  /** The parameters that really went out, without the messages. */
  sent: Record<string, unknown>;
  /** Of the last request; null until the provider gave one. */
  finishReason: string | null;
  /** Why the answer is not whole; the first reason counts. */
  failure: RunError | null;
  /** What was wrong with an earlier request of the same tool loop. */
  earlierFailure: RunError | null;
  /** The failure in the provider's own JSON, where it sent some. */
  errorBody?: WireJson | null;
  /** By attempt; a hole where an attempt brought none. */
  usage: ReportedUsage[];
  upstream: string | null;
  /** The model that the provider says has answered. */
  servedModel: string | null;
  /** By attempt, the id by which the provider knows the answer, where it can be asked for its cost; else a hole. */
  generationIds: string[];
  reasoningDetails: unknown[];
  /** By attempt, whether results of a web search came along (Z.ai's `web_search`); else a hole. */
  broughtWebResults: true[];
  attempts: Attempt[];
  /** By attempt, whether it was refused although its status is 200; else a hole. */
  refused: true[];
};

/** Whether the provider took an attempt on, and so may bill it. */
export function isAnswered({ attempts, refused }: WireObservation, attempt: number): boolean {
  return attempts[attempt]?.status === 200 && !refused[attempt];
}

/** How many attempts the provider took on. */
export function countAnswered(observation: WireObservation): number {
  return observation.attempts.filter((_, attempt) => isAnswered(observation, attempt)).length;
}

/** What is seen of a run that was never sent. */
export function emptyObservation(): WireObservation {
  return {
    sent: {},
    finishReason: null,
    failure: null,
    earlierFailure: null,
    usage: [],
    upstream: null,
    servedModel: null,
    generationIds: [],
    reasoningDetails: [],
    broughtWebResults: [],
    attempts: [],
    refused: [],
  };
}

export type TapOptions = {
  adapter: ProviderAdapter;
  /** Makes the reader of the lane's dialect, for one request. */
  createReader: CreateReader;
  meter: Meter;
  /** The connections that requests go over. */
  agent: Agent;
  /** Says when merged deltas go on. */
  clock: FlushClock;
  /** Takes the keys out of whatever the provider says. */
  redactor: Redactor;
  /** A person's stop, or the server's. */
  signal: AbortSignal;
  /** Takes what really came. */
  transcript: Transcript;
};
