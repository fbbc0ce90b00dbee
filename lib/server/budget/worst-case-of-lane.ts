import type { PricePoint } from "@/db/queries/price-points";
import { routeOf, upstreamName } from "@/lib/catalog/catalog";
import type { Offer, Pricing } from "@/lib/catalog/types";
import { worstCaseUsd } from "@/lib/pricing/worst-case";
import type { ConversationMessage } from "@/lib/runs/conversation";
import { DOCUMENTED_AS } from "@/lib/runs/parameter-names";
import type { Lane } from "@/lib/runs/run";
import type { CallablePlan } from "../plan-lane";
import { MOST_STEPS } from "../tool-loop";

/** What a lane is sent, besides its settings. */
export type LaneInput = {
  messages: ConversationMessage[];
  instructions: string | null;
  prices: readonly PricePoint[];
};

/** Somewhere that may answer: the offer itself, or one of its upstreams. */
type Place = Pick<Offer, "contextTokens" | "maxOutputTokens">;

/**
 * What a lane's run may cost at most, USD with 12 decimals; null when a price or a limit that is needed is unknown.
 *
 * Input: a token is at least a byte of the request (true of every byte-level tokenizer, which GLM's are); where a search
 * or made-up tool results make it grow, the whole context. Output: the limit that is sent, else the largest that is
 * served. A router may take the dearest of its upstreams, unless one is pinned.
 */
export function worstCaseOfLane(
  { upstream, settings }: Lane,
  plan: CallablePlan,
  { messages, instructions, prices }: LaneInput,
): string | null {
  const { offer, adapter, parameters } = plan;
  const tools = settings.tools ?? [];
  const requests = tools.some(({ mockResult }) => mockResult !== undefined) ? MOST_STEPS : 1;
  const searches = Boolean(settings.webSearch && adapter.webSearch);
  const sent = [instructions ?? adapter.neutralInstructions, messages, tools, parameters];
  const places = placesOf(offer, upstream);
  const inputTokens =
    searches || requests > 1
      ? largest(places.map(({ contextTokens }) => contextTokens))
      : Buffer.byteLength(JSON.stringify(sent));
  const outputTokens = outputLimit(parameters) ?? largestOutput(places);
  if (inputTokens === null || outputTokens === null) return null;
  return worstCaseUsd(
    {
      inputTokens: inputTokens * requests,
      outputTokens: outputTokens * requests,
      webSearches: searches ? requests : 0,
    },
    pricingsOf(offer, upstream, prices),
  );
}

function placesOf(offer: Offer, upstream: string | null): Place[] {
  const pinned = upstream === null ? null : routeOf(offer, upstream);
  return [offer, ...offer.routes.filter((route) => pinned === null || route === pinned)];
}

function pricingsOf(offer: Offer, upstream: string | null, prices: readonly PricePoint[]): Pricing[] {
  const ofOffer = prices.filter((price) => price.offer === offer.id);
  const pinned = upstream === null ? null : upstreamName(offer, upstream);
  const billing = pinned === null ? [] : ofOffer.filter((price) => price.upstream === pinned);
  return (billing.length > 0 ? billing : ofOffer).map(({ pricing }) => pricing);
}

/** The limit that the request names, by whichever of its names. */
function outputLimit(parameters: CallablePlan["parameters"]): number | null {
  const named = DOCUMENTED_AS.maxOutputTokens.map((name) => parameters[name]);
  return largest(named.map((value) => (isCount(value) ? value : null)));
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0;
}

function largestOutput(places: readonly Place[]): number | null {
  return (
    largest(places.map(({ maxOutputTokens }) => maxOutputTokens)) ??
    largest(places.map(({ contextTokens }) => contextTokens))
  );
}

function largest(counts: readonly (number | null)[]): number | null {
  return counts.reduce(
    (most, count) => (count !== null && (most === null || count > most) ? count : most),
    null,
  );
}
