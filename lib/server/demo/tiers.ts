/** The tiers the Demo provider speaks for, and how fast each one streams. */
export const DEMO_TIERS = ["glm-4.6", "glm-4.7", "glm-4.7-flash"] as const;
export type DemoTier = (typeof DEMO_TIERS)[number];

export type Pace = { ttftMs: number; tokensPerSecond: number };

/** Near the speeds that providers publish for these tiers, so that a demo gives the right impression. */
export const TIER_PACE: Record<DemoTier, Pace> = {
  "glm-4.6": { ttftMs: 700, tokensPerSecond: 55 },
  "glm-4.7": { ttftMs: 550, tokensPerSecond: 75 },
  "glm-4.7-flash": { ttftMs: 300, tokensPerSecond: 120 },
};

export const SLOW_PACE: Pace = { ttftMs: 4000, tokensPerSecond: 8 };

/** Each delay varies by up to this share either way. */
export const JITTER = 0.15;

/** Narrows a model id to a tier of the Demo provider. */
export function isDemoTier(model: string): model is DemoTier {
  return DEMO_TIERS.some((tier) => tier === model);
}
