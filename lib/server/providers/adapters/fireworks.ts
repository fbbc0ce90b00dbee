import { type ProviderAdapter, zaiThinking } from "../adapter";

/** `thinking` and `reasoning_effort` exclude each other (Fireworks docs, 2026). */
export const fireworks: ProviderAdapter = {
  hasThinkingLevels: true,
  thinking: (thinking) =>
    thinking === "off" || thinking === "on" ? zaiThinking(thinking) : { reasoning_effort: thinking },
};
