import type { ProviderAdapter } from "../adapter";

/** Thinking is on by default and `reasoning_effort: "none"` turns it off; there are no levels for GLM (Cerebras docs, 2026-07). */
export const cerebras: ProviderAdapter = {
  thinking: (thinking) => (thinking === "off" ? { reasoning_effort: "none" } : {}),
};
