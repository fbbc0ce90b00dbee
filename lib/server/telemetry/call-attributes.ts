import type { Attributes } from "@opentelemetry/api";
import type { Run } from "@/lib/runs/run";
import type { Call } from "./telemetry";

/** Providers that the conventions have a name for; the others keep ours. */
const CONVENTIONAL_NAMES: Readonly<Record<string, string>> = { bedrock: "aws.bedrock" };

/**
 * What spans and measurements of a call have in common, few values each: OpenTelemetry's conventions for generative AI
 * (semantic-conventions 1.45), and our own words for what those don't know.
 */
export function callAttributes({ provider, modelId, tier, error }: Run, call: Call): Attributes {
  return {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": CONVENTIONAL_NAMES[provider] ?? provider,
    "gen_ai.request.model": modelId,
    ...(call.servedModel === null ? {} : { "gen_ai.response.model": call.servedModel }),
    ...addressAttributes(call.baseUrl),
    ...(error ? { "error.type": error.class } : {}),
    "glimpse.tier": tier,
  };
}

function addressAttributes(baseUrl: string | null): Attributes {
  if (baseUrl === null || !URL.canParse(baseUrl)) return {};
  const { hostname, port, protocol } = new URL(baseUrl);
  const usualPort = protocol === "http:" ? 80 : 443;
  return { "server.address": hostname, "server.port": port === "" ? usualPort : Number(port) };
}
