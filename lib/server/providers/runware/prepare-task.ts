import { parametersFor } from "@/lib/catalog/catalog";
import type { Offer } from "@/lib/catalog/types";
import type { RunWarning } from "@/lib/runs/run";
import type { LaneSettings } from "@/lib/runs/settings";
import type { ProviderAdapter } from "../adapter";
import { type PreparedParameters, prepareParameters } from "../prepare-parameters";

const THINKING_LEVEL = "settings.thinkingLevel";

/**
 * What of `settings` goes into a task, by wire names. Of the four thinking levels only `none` has a known name, so
 * thinking can be switched off, and on only by the level's own name: `native.thinkingLevel`. Native names may leave out
 * `settings.`. Tools are not among a task's documented parameters.
 */
export function prepareTask(
  offer: Offer,
  adapter: ProviderAdapter,
  settings: LaneSettings,
): PreparedParameters {
  const warnings: RunWarning[] = [];
  const unsupported = (setting: string) => {
    const message = `${offer.id} does not take ${setting} as a task; it was not sent.`;
    warnings.push({ code: "unsupported-parameter", message });
  };
  const native = wireNames(offer, settings.native ?? {});
  if (settings.tools?.length) unsupported("tools");
  const thinking = THINKING_LEVEL in native ? null : settings.thinking;
  // 0 means off, which is also what a task does unasked; the least that it takes, 1, would make every answer greedy.
  const topK = settings.topK || null;
  const prepared = prepareParameters(offer, "runware-tasks", adapter, {
    ...settings,
    topK,
    native,
    thinking,
  });
  if ((native.deliveryMethod ?? "stream") !== "stream") {
    const message = "The answer was asked for in one piece: its first token came with its last.";
    warnings.push({ code: "not-streamed", message });
  }
  return { parameters: prepared.parameters, warnings: [...warnings, ...prepared.warnings] };
}

function wireNames(offer: Offer, native: Record<string, unknown>): Record<string, unknown> {
  const known = new Set(parametersFor(offer, "runware-tasks").map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(native).map(([name, value]) => [
      !known.has(name) && known.has(`settings.${name}`) ? `settings.${name}` : name,
      value,
    ]),
  );
}
