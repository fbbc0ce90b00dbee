import type { RunError } from "@/lib/runs/run";
import type { LaneSettings, Thinking } from "@/lib/runs/settings";

/** Keys of a request body. */
export type WireParameters = Record<string, unknown>;

export type DataPolicy = NonNullable<LaneSettings["dataPolicy"]>;

/** What is peculiar to one provider, as data and small pure functions. What is left out is as OpenAI's API has it. */
export type ProviderAdapter = {
  /** The body keys that make the model think, or not, as asked; null where no documented switch exists. */
  thinking(thinking: Thinking): WireParameters | null;
  /** Whether `low`, `medium` and `high` mean more than `on`. */
  hasThinkingLevels?: true;
  /** The body keys that pin an upstream; only routing providers have them. */
  pinUpstream?(upstream: string): WireParameters;
  /** The body keys that bind the provider to a data policy; without this, only "any" can be promised. */
  dataPolicy?(policy: Exclude<DataPolicy, "any">): WireParameters;
  /** Body keys of every request. */
  always?: WireParameters;
  /** Headers of every request. */
  headers?: Record<string, string>;
  /** Body keys that let the model search the web; tools of the provider's own are added to the lane's. */
  webSearch?: WireParameters;
  /** Whether a search is charged for enabling it; else it is charged when a chunk brought results. */
  chargesWebSearchWhenEnabled?: true;
  /** Body keys that keep a routing provider from dropping parameters in silence; sent when there are any to drop. */
  requireParameters?: WireParameters;
  /** What is sent as instructions where there are none, because the provider would put its own in their place. */
  neutralInstructions?: string;
  /** Whether the offer's largest output is asked for where no limit is set, because the provider's own is far smaller. */
  asksForLargestOutput?: true;
  /** The upstream that a chunk says has answered. */
  upstreamOf?(chunk: Record<string, unknown>): string | null;
  /** The id that a chunk gives the answer, where the provider can be asked for its cost by it. */
  generationIdOf?(chunk: Record<string, unknown>): string | null;
  /** Where below the provider's address a generation's cost can be asked for, by its id. */
  costLookUpPath?(generationId: string): string;
  /** How earlier thinking is sent back with the next turn; others are not sent any. */
  replaysThinking?: "reasoning_content" | "reasoning_details";
  /** Body keys of a turn that has earlier ones, while thinking is not off. */
  laterTurns?: WireParameters;
  /** How many calls of a tier run at once for one key, where the provider limits that. */
  callsAtOnce?: Readonly<Record<string, number>>;
  /** Where the provider's error codes say more than the HTTP status does. */
  classifyError?(code: string): RunError["class"] | null;
  /** Whether an error with this code stays, however often it is tried. */
  isPermanent?(code: string): boolean;
};

/** The thinking switch that Z.ai defined: `thinking: {type}`, without levels (docs.z.ai, 2026-08). */
export function zaiThinking(thinking: Thinking): WireParameters {
  return { thinking: { type: thinking === "off" ? "disabled" : "enabled" } };
}

/** OpenRouter's unified switch, which Vercel's gateway takes too (both documented 2026-08). */
export function unifiedReasoning(thinking: Thinking): WireParameters {
  if (thinking === "off") return { reasoning: { enabled: false } };
  return { reasoning: thinking === "on" ? { enabled: true } : { effort: thinking } };
}
