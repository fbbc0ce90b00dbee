import type { ProviderAdapter } from "../adapter";

/** Thinking is opt-in here (Baseten docs, 2026). */
export const baseten: ProviderAdapter = {
  thinking: (thinking) => ({ chat_template_args: { enable_thinking: thinking !== "off" } }),
};
