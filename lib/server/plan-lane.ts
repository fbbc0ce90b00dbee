import { modelIdFor, routeOf } from "@/lib/catalog/catalog";
import type { Dialect, Offer, Provider } from "@/lib/catalog/types";
import type { ErrorClass, Lane, RunError, RunWarning } from "@/lib/runs/run";
import type { LaneSettings } from "@/lib/runs/settings";
import { env } from "./env";
import { findCallee } from "./find-callee";
import type { KeyHolder, KeySource } from "./keys/keyring";
import type { ProviderAdapter, WireParameters } from "./providers/adapter";
import { runwareTasks } from "./providers/adapters/runware";
import { dialectReaders } from "./providers/dialects";
import type { CreateReader } from "./providers/dialects/dialect-wire";
import type { Endpoint } from "./providers/endpoint";
import { prepareParameters } from "./providers/prepare-parameters";
import { taskModelId } from "./providers/runware/model-ids";
import { prepareTask } from "./providers/runware/prepare-task";

/** What a lane needs to be run. */
export type CallablePlan = {
  offer: Offer;
  provider: Provider;
  adapter: ProviderAdapter;
  dialect: Dialect;
  createReader: CreateReader;
  modelId: string;
  parameters: WireParameters;
  warnings: RunWarning[];
  /** Whose key the call is made with; null without any. */
  keySource: KeySource | null;
  /** Where the call goes and by which key; asked for at the moment of the call. */
  endpoint: () => Promise<Endpoint>;
};

/** A lane that can be called, or the reason why it fails alone. */
export type LanePlan = { lane: Lane } & ({ callable: CallablePlan } | { callable: null; error: RunError });

/**
 * Decides how a lane is called; whatever stands in its way is the lane's own failure, never an exception.
 *
 * @param caller whose keys and custom endpoints it is called with
 */
export async function planLane(
  lane: Lane,
  { caller, isLaterTurn = false }: { caller: KeyHolder; isLaterTurn?: boolean },
): Promise<LanePlan> {
  const callee = await findCallee(lane.offer, caller);
  if (!callee) {
    return refused(
      lane,
      "unknown-offer",
      "unknown-offer",
      `There is no offer "${lane.offer}". Choose one of GET /api/catalog.`,
    );
  }
  const { offer, provider, connection } = callee;
  if (!connection.configured) return refused(lane, "configuration", "not-configured", connection.remedy);
  const dialect = lane.dialect ?? offer.dialects[0];
  const createReader = dialect && dialectReaders[dialect];
  if (!dialect || !createReader || !offer.dialects.includes(dialect)) {
    const choice = offer.dialects.filter((spoken) => dialectReaders[spoken]).join(", ");
    const message = `${offer.id} can't be called in the dialect "${dialect}". Choose ${choice}.`;
    return refused(lane, "configuration", "unsupported-dialect", message);
  }
  const isTask = dialect === "runware-tasks";
  const adapter = isTask ? runwareTasks : callee.adapter;
  const routing = routingParameters(lane, offer, adapter);
  if ("error" in routing) return refused(lane, "configuration", routing.code, routing.error);
  const { parameters, warnings } = isTask
    ? prepareTask(offer, adapter, lane.settings)
    : prepareParameters(offer, dialect, adapter, lane.settings);
  if (offer.retiredAt) {
    const message = `${provider.name} retired this offer on ${offer.retiredAt}; it may no longer answer.`;
    warnings.push({ code: "retired-offer", message });
  }
  return {
    lane,
    callable: {
      offer,
      provider,
      adapter,
      dialect,
      createReader,
      modelId: isTask ? taskModelId(offer, env().RUNWARE_MODEL_ID_STYLE) : modelIdFor(offer, dialect),
      parameters: [
        Object.keys(parameters).length > 0 || lane.settings.tools?.length ? adapter.requireParameters : null,
        routing.parameters,
      ].reduce<WireParameters>(
        (merged, more) => mergeDeep(merged, more ?? {}),
        isLaterTurn ? asLaterTurn(parameters, lane, adapter) : parameters,
      ),
      warnings,
      keySource: connection.keySource,
      endpoint: connection.endpoint,
    },
  };
}

/** What keeps a model thinking as it did; nothing for one that was told not to think. */
function asLaterTurn(
  parameters: WireParameters,
  { settings }: Lane,
  { laterTurns }: ProviderAdapter,
): WireParameters {
  const { thinking } = parameters;
  const isOff = settings.thinking === "off" || (isObject(thinking) && thinking.type === "disabled");
  return laterTurns && !isOff ? mergeDeep(laterTurns, parameters) : parameters;
}

/** Pinning an upstream and promising a data policy change where the data goes: a provider that can't do it is not called. */
function routingParameters(
  { upstream, settings }: Lane,
  offer: Offer,
  adapter: ProviderAdapter,
): { parameters: WireParameters } | { error: string; code: string } {
  let parameters: WireParameters = {};
  if (upstream) {
    if (!adapter.pinUpstream) {
      return {
        code: "no-upstreams",
        error: `${offer.id} is called directly and has no upstream to choose. Leave it out.`,
      };
    }
    const route = routeOf(offer, upstream);
    parameters = adapter.pinUpstream(route?.slug ?? route?.upstream ?? upstream);
  }
  const policy = settings.dataPolicy ?? "any";
  if (policy !== "any") {
    if (!adapter.dataPolicy) {
      return {
        code: "data-policy",
        error: `${offer.id} can't promise the data policy "${policy}", so it was not called.`,
      };
    }
    parameters = mergeDeep(parameters, adapter.dataPolicy(policy));
  }
  return { parameters };
}

/** Two objects as one, their inner objects too: pin and policy both live inside `provider`. */
function mergeDeep(a: WireParameters, b: WireParameters): WireParameters {
  const merged = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const known = merged[key];
    merged[key] = isObject(known) && isObject(value) ? mergeDeep(known, value) : value;
  }
  return merged;
}

function isObject(value: unknown): value is WireParameters {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A lane that fails alone, before anybody is called. */
export function refused(lane: Lane, errorClass: ErrorClass, code: string, message: string): LanePlan {
  return {
    lane,
    callable: null,
    error: { class: errorClass, code, message, httpStatus: null, retryAfterMs: null },
  };
}

/** All lanes' settings with what one lane overrides. */
export function laneSettings(shared: LaneSettings, own: LaneSettings | undefined): LaneSettings {
  const overrides = Object.entries(own ?? {}).filter(([, value]) => value !== undefined);
  return { ...shared, ...Object.fromEntries(overrides) };
}
