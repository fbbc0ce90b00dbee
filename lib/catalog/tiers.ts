import type { Tier } from "./types";

/** Sizes: model cards at huggingface.co/zai-org; thinking: docs.z.ai (both as read in 2026). */
export const tiers: readonly Tier[] = [
  {
    id: "glm-4.6",
    name: "GLM-4.6",
    summary:
      "The earlier full-size model (355B, 32B active); with thinking on, it decides itself whether to think.",
    order: 1,
    core: true,
  },
  {
    id: "glm-4.7",
    name: "GLM-4.7",
    summary:
      "The full-size model (355B, 32B active) for hard coding and agent work; with thinking on, it always thinks.",
    order: 2,
    core: true,
  },
  {
    id: "glm-4.7-flash",
    name: "GLM-4.7-Flash",
    summary: "The small one (30B, 3B active): free or nearly so, and light enough for a server of your own.",
    order: 3,
    core: true,
  },
  {
    id: "glm-4.7-flashx",
    name: "GLM-4.7-FlashX",
    summary: "Flash's paid sibling, which Z.ai positions as lightweight, high-speed and affordable.",
    order: 4,
    core: false,
  },
];
