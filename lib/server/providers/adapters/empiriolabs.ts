import { type ProviderAdapter, zaiThinking } from "../adapter";

/** Without `disable_formatting` a worker may wrap its thinking in Markdown inside the answer (provider docs, 2026-08). */
export const empiriolabs: ProviderAdapter = { thinking: zaiThinking, always: { disable_formatting: true } };
