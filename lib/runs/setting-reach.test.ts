import { describe, expect, it } from "vitest";
import { findOffer } from "@/lib/catalog/catalog";
import { SETTING_RANGES } from "./setting-ranges";
import { isLost, type ReachableLane, reachOf } from "./setting-reach";
import { laneSettingsSchema } from "./settings";

const lane = (id: string, label: string, name = label): ReachableLane => ({
  label,
  name,
  offer: findOffer(id),
  dialect: null,
});
const zai = lane("zai/glm-4.7", "Z.ai");
const openrouter = lane("openrouter/glm-4.7", "OpenRouter");
const gone = lane("nobody/glm-4.7", "nobody");

describe("the reach of a setting over lanes", () => {
  it("counts who takes it, and names who doesn't", () => {
    expect(reachOf("seed", [zai, openrouter, gone])).toMatchObject({
      lanes: 3,
      taking: 1,
      without: ["Z.ai", "nobody"],
    });
  });

  it("says who takes a narrower range than the API does, each once", () => {
    const { narrower, defaults } = reachOf("temperature", [zai, zai, openrouter]);
    expect(narrower).toEqual([{ label: "Z.ai", limits: { min: 0, max: 1, default: 1 } }]);
    expect(defaults).toEqual([
      { label: "Z.ai", value: 1 },
      { label: "OpenRouter", value: 1 },
    ]);
  });

  it("names lanes in full where one provider's differ", () => {
    const flash = lane("openrouter/glm-4.7-flash", "OpenRouter", "GLM-4.7-Flash at OpenRouter");
    const large = { ...openrouter, name: "GLM-4.7 at OpenRouter" };
    expect(reachOf("maxOutputTokens", [large, flash]).narrower).toEqual([
      { label: "GLM-4.7 at OpenRouter", limits: { min: 1, max: 131072 } },
      { label: "GLM-4.7-Flash at OpenRouter", limits: { min: 1, max: 16384 } },
    ]);
  });

  it.each([
    ["temperature", 1.5, [zai], true],
    ["temperature", 1, [zai, openrouter], false],
    ["temperature", null, [gone], false],
    ["seed", 7, [zai, openrouter], true],
    ["stop", ["a", "b"], [zai], true],
    ["stop", ["a", "b"], [openrouter], false],
    ["thinking", "high", [zai], true],
    ["thinking", "off", [zai, openrouter], false],
    ["responseFormat", { type: "json_schema", schema: {} }, [zai], true],
    ["responseFormat", { type: "json" }, [zai], false],
    ["dataPolicy", "zero-retention", [zai], true],
    ["dataPolicy", "any", [zai], false],
    ["webSearch", true, [zai, openrouter], false],
  ] as const)("%s of %j is lost somewhere: %o %s", (setting, value, lanes, expected) => {
    const copied = Array.isArray(value) ? [...value] : value;
    expect(isLost(setting, copied as never, lanes)).toBe(expected);
  });
});

describe("the range of a number", () => {
  it.each(Object.entries(SETTING_RANGES))("%s is what the API takes", (name, { min, max, integer }) => {
    const takes = (value: number) => laneSettingsSchema.safeParse({ [name]: value }).success;
    if (min !== null) expect([takes(min), takes(min - 1)]).toEqual([true, false]);
    if (max !== null) expect([takes(max), takes(max + 1)]).toEqual([true, false]);
    expect(takes((min ?? 0) + 0.5)).toBe(!integer);
  });
});
