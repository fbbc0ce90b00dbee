import type { SettingName } from "./setting-support";

/** `null`: no limit. `step` is what one press of a stepper moves. */
export type SettingRange = { min: number | null; max: number | null; step: number; integer: boolean };

/** What the API takes for the settings that are numbers; an offer may take less. */
export const SETTING_RANGES = {
  temperature: { min: 0, max: 2, step: 0.1, integer: false },
  topP: { min: 0, max: 1, step: 0.05, integer: false },
  topK: { min: 0, max: null, step: 1, integer: true },
  minP: { min: 0, max: 1, step: 0.01, integer: false },
  presencePenalty: { min: -2, max: 2, step: 0.1, integer: false },
  frequencyPenalty: { min: -2, max: 2, step: 0.1, integer: false },
  repetitionPenalty: { min: 0, max: 2, step: 0.05, integer: false },
  maxOutputTokens: { min: 1, max: 1_000_000, step: 256, integer: true },
  seed: { min: null, max: null, step: 1, integer: true },
} satisfies Partial<Record<SettingName, SettingRange>>;

export type NumberSetting = keyof typeof SETTING_RANGES;

/** Most stop sequences that the API takes. */
export const MOST_STOPS = 4;
