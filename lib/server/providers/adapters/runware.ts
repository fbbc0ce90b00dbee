import type { ProviderAdapter } from "../adapter";
import { classOfCode } from "../runware/error-codes";

/** The compatible endpoint: no thinking switch is documented (2026-11). */
export const runware: ProviderAdapter = { thinking: () => null, classifyError: classOfCode };

/** The task API: `settings.thinkingLevel` has four values, of which only `none` is named in any source (2026-11). */
export const runwareTasks: ProviderAdapter = {
  ...runware,
  thinking: (thinking) => (thinking === "off" ? { "settings.thinkingLevel": "none" } : null),
};
