import type { KeyTest } from "@/lib/api/key-schema";
import type { EndpointTest } from "@/lib/catalog/custom-endpoint";
import type { Offer } from "@/lib/catalog/types";
import { liveOffers } from "../catalog";
import { planLane } from "../plan-lane";
import { TEST_OUTPUT_TOKENS, tryCall, untriedCall } from "../try-call";
import { type KeyHolder, keyringOf } from "./keyring";
import type { KeyedProvider } from "./list-keys";

/**
 * Calls a provider once with the caller's own key, and says what came back. A visitor tries no key of the operator's.
 *
 * @param signal ends the test early
 */
export async function testKey(
  provider: KeyedProvider,
  caller: KeyHolder,
  signal: AbortSignal,
): Promise<KeyTest> {
  const test = await tryProvider(provider, caller, signal);
  return { ...test, advice: adviceFor(provider, test) };
}

async function tryProvider(
  provider: KeyedProvider,
  caller: KeyHolder,
  signal: AbortSignal,
): Promise<EndpointTest> {
  const offer = offerToTry(provider);
  const unconfigured = (code: string | null, message: string) =>
    untriedCall(offer?.modelId ?? "", { class: "configuration", code, message });
  const keys = keyringOf(caller);
  if (!keys.isOperator && (await keys.findOwn(provider)).key === null)
    return unconfigured("no-key", `You have entered no key of ${provider.name} that can be used.`);
  if (!offer) return unconfigured("no-model", `${provider.name} has no model yet. Set LOCAL_MODELS.`);
  const lane = { offer: offer.id, upstream: null, dialect: null };
  const settings = { maxOutputTokens: TEST_OUTPUT_TOKENS };
  const plan = await planLane({ ...lane, settings }, { caller });
  if (plan.callable) return tryCall(plan.callable, signal);
  const { code, message } = plan.error;
  return unconfigured(code, message);
}

/** The cheapest one that is not free: an account without credit may call the free ones, and little else. */
function offerToTry({ id }: KeyedProvider): Offer | undefined {
  const byPrice = liveOffers()
    .filter(({ provider, retiredAt }) => provider === id && retiredAt === null)
    .map((offer) => ({ offer, price: Number(offer.pricing.output ?? Number.POSITIVE_INFINITY) }))
    .sort((a, b) => a.price - b.price);
  return (byPrice.find(({ price }) => price > 0) ?? byPrice[0])?.offer;
}

/** What a refusal means for the key; null where it says nothing of it. */
function adviceFor({ name }: KeyedProvider, { error, httpStatus }: EndpointTest): string | null {
  if (error === null || error.class === "configuration") return null;
  if (httpStatus === 401)
    return `${name} does not accept this key. Was it copied whole, and is it still valid?`;
  if (httpStatus === 402) return `${name} knows the key, but its account has no credit left. Add some there.`;
  if (httpStatus === 403)
    return `${name} knows the key, but does not let it call this model. See its rights there.`;
  if (error.class === "auth")
    return `${name} refuses this key: see there whether it is valid and its account has credit.`;
  if (httpStatus === 429) return `${name} limits how often this key may call. Try again in a moment.`;
  return `This says nothing of the key: try again, or see whether ${name} has trouble.`;
}
