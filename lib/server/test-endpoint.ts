import type { EndpointTest } from "@/lib/catalog/custom-endpoint";
import { customProvider } from "@/lib/catalog/custom-offers";
import {
  adapterOfEndpoint,
  type CustomEndpoint,
  configurationOfCustom,
  endpointOfCustom,
  offersOf,
} from "./custom-endpoints";
import { dialectReaders } from "./providers/dialects";
import { prepareParameters } from "./providers/prepare-parameters";
import { TEST_OUTPUT_TOKENS, tryCall, untriedCall } from "./try-call";

/**
 * Calls an endpoint once, as a lane would, and says what came back. Nothing is logged, counted or priced.
 *
 * @param tier whose model is called; absent: the first
 * @param signal ends the test early
 */
export async function testEndpoint(
  endpoint: CustomEndpoint,
  { tier, signal }: { tier?: string | undefined; signal: AbortSignal },
): Promise<EndpointTest> {
  const { dialect } = endpoint.view;
  const offers = offersOf(endpoint);
  const offer = offers.find((known) => known.tier === tier) ?? offers[0];
  const failed = (code: string, message: string) =>
    untriedCall(offer?.modelId ?? "", { class: "configuration", code, message });
  const configuration = await configurationOfCustom(endpoint);
  if (!configuration.configured) return failed("not-configured", configuration.remedy);
  const createReader = dialectReaders[dialect];
  if (!offer || !createReader) {
    const message = `Glimpse can't call the dialect "${dialect}" yet. Choose chat-completions.`;
    return failed("unsupported-dialect", message);
  }
  const adapter = adapterOfEndpoint(endpoint);
  const { parameters } = prepareParameters(offer, dialect, adapter, { maxOutputTokens: TEST_OUTPUT_TOKENS });
  return tryCall(
    {
      offer,
      provider: customProvider(endpoint.view),
      adapter,
      dialect,
      createReader,
      modelId: offer.modelId,
      parameters,
      warnings: [],
      keySource: null,
      endpoint: () => endpointOfCustom(endpoint),
    },
    signal,
  );
}
