import type { DemoTier } from "../tiers";

/** What one tier says; without `reasoning` the tier's short stock reasoning stands in, where it thinks at all. */
export type Script = { text: string; reasoning?: string };

export type TierScripts = Record<DemoTier, Script>;
