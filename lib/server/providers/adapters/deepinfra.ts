import type { ProviderAdapter } from "../adapter";

/** `reasoning_effort: "none"` switches thinking off (DeepInfra docs, 2026). */
export const deepinfra: ProviderAdapter = {
  hasThinkingLevels: true,
  thinking: (thinking) => {
    if (thinking === "off") return { reasoning_effort: "none" };
    return thinking === "on" ? { reasoning: { enabled: true } } : { reasoning_effort: thinking };
  },
};
