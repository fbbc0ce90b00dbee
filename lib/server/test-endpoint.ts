import { randomUUID } from "node:crypto";
import type { EndpointTest } from "@/lib/catalog/custom-endpoint";
import { customProvider } from "@/lib/catalog/custom-offers";
import type { Offer } from "@/lib/catalog/types";
import {
  adapterOfEndpoint,
  type CustomEndpoint,
  configurationOfCustom,
  endpointOfCustom,
  offersOf,
} from "./custom-endpoints";
import { emptyContent, executeRun, type RunResult } from "./execute-run";
import type { CallablePlan } from "./plan-lane";
import { dialectReaders } from "./providers/dialects";
import { FlushClock } from "./providers/flush-clock";
import { prepareParameters } from "./providers/prepare-parameters";

/** Small enough to cost nothing, and as much as the servers want at least that refuse less. */
const OUTPUT_TOKENS = 16;
const TIME_LIMIT_MS = 30_000;

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
  const configuration = await configurationOfCustom(endpoint);
  if (!configuration.configured) {
    return failed(offer, { class: "configuration", code: "not-configured", message: configuration.remedy });
  }
  const createReader = dialectReaders[dialect];
  if (!offer || !createReader) {
    const message = `Glimpse can't call the dialect "${dialect}" yet. Choose chat-completions.`;
    return failed(offer, { class: "configuration", code: "unsupported-dialect", message });
  }
  const adapter = adapterOfEndpoint(endpoint);
  const plan: CallablePlan = {
    offer,
    provider: customProvider(endpoint.view),
    adapter,
    dialect,
    createReader,
    modelId: offer.modelId,
    parameters: prepareParameters(offer, dialect, adapter, { maxOutputTokens: OUTPUT_TOKENS }).parameters,
    warnings: [],
    endpoint: () => endpointOfCustom(endpoint),
  };
  const timeout = AbortSignal.timeout(TIME_LIMIT_MS);
  const result = await executeRun(
    {
      // Not a run of the log: nobody asks for its transcript.
      runId: randomUUID(),
      plan,
      messages: [{ role: "user", content: "Say hello." }],
      instructions: null,
      tools: [],
      signal: AbortSignal.any([signal, timeout]),
      content: emptyContent(),
      clock: new FlushClock(),
      queuedAt: performance.now(),
    },
    () => undefined,
    () => undefined,
  );
  const error = errorOf(result, timeout.aborted);
  return {
    ok: error === null,
    httpStatus: result.observation.attempts.at(-1)?.status ?? null,
    ttftMs: result.meter.timing(null).ttftMs,
    modelId: result.observation.servedModel ?? offer.modelId,
    text: result.content.text,
    reasoning: result.content.reasoning,
    error,
  };
}

function errorOf({ observation, sdkError }: RunResult, timedOut: boolean): EndpointTest["error"] {
  const { failure, finishReason } = observation;
  if (failure) return { class: failure.class, code: failure.code, message: failure.message };
  if (finishReason !== null) return null;
  if (timedOut) {
    const message = `The server did not finish within ${TIME_LIMIT_MS / 1000} s. It may still be loading the model.`;
    return { class: "timeout", code: "test-timeout", message };
  }
  return {
    class: "malformed-stream",
    code: "no-finish",
    message: sdkError ?? "The server's stream ended unfinished.",
  };
}

function failed(offer: Offer | undefined, error: NonNullable<EndpointTest["error"]>): EndpointTest {
  const nothing = { httpStatus: null, ttftMs: null, text: "", reasoning: "" };
  return { ok: false, ...nothing, modelId: offer?.modelId ?? "", error };
}
