import { modelIdFor, offers } from "@/lib/catalog/catalog";
import type { Offer } from "@/lib/catalog/types";

export type ModelIdStyle = "slug" | "air";

/**
 * The id by which a task names its model. Sources disagree: the model page asks for the slug (`zai-glm-4-7`), the SDK's
 * source says that the server wants the AIR id (`zai:glm@4.7`; both 2026-07). So either can be chosen.
 */
export function taskModelId(offer: Offer, style: ModelIdStyle): string {
  return modelIdFor(offer, style === "air" ? "chat-completions" : "runware-tasks");
}

/** The other id of the same model; null for a model that has only one, or that is not in the catalogue. */
export function otherModelId(modelId: string): string | null {
  for (const offer of offers.filter(({ provider }) => provider === "runware")) {
    const ids = [taskModelId(offer, "slug"), taskModelId(offer, "air")];
    if (ids.includes(modelId)) return ids.find((id) => id !== modelId) ?? null;
  }
  return null;
}
