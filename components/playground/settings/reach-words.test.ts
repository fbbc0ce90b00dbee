import { expect, it } from "vitest";
import { findOffer } from "@/lib/catalog/catalog";
import { reachOf } from "@/lib/runs/setting-reach";
import type { SettingName } from "@/lib/runs/setting-support";
import { reachWords } from "./reach-words";

const LABELS = { zai: "Z.ai", openrouter: "OpenRouter", runware: "Runware" };

function words(setting: SettingName, providers: (keyof typeof LABELS)[]): string {
  const lanes = providers.map((provider) => ({
    label: LABELS[provider],
    name: LABELS[provider],
    offer: findOffer(`${provider}/glm-4.7`),
    dialect: null,
  }));
  return reachWords(setting, reachOf(setting, lanes));
}

it.each([
  ["temperature", ["zai", "openrouter", "openrouter"], "0 to 2 · default 1 · all 3 lanes; Z.ai: 0 to 1"],
  [
    "topP",
    ["zai", "openrouter"],
    "0 to 1 · default 0.95 at Z.ai, 1 at OpenRouter · both lanes; Z.ai: 0.01 to 1",
  ],
  ["seed", ["zai", "openrouter"], "Any whole number · 1 of 2 lanes, not Z.ai"],
  ["seed", ["zai"], "Any whole number · not taken by this offer"],
  ["presencePenalty", ["runware"], "−2 to 2 · here 0 to 2"],
  ["stop", ["zai"], "Up to 4 · here up to 1"],
  ["maxOutputTokens", ["zai", "zai"], "1 to 1,000,000 · both lanes; Z.ai: 1 to 131,072"],
  ["thinking", ["zai", "runware"], "Both lanes; Z.ai: off or on; Runware: off only"],
  ["responseFormat", ["zai", "openrouter"], "Both lanes; Z.ai: no schema"],
  ["dataPolicy", ["zai", "openrouter"], "1 of 2 lanes, not Z.ai"],
  ["webSearch", ["runware", "runware"], "Taken by no lane"],
] as const)("%s over %o reads %s", (setting, providers, expected) => {
  expect(words(setting, [...providers])).toBe(expected);
});
