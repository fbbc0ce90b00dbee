import { describe, expect, it } from "vitest";
import { offers } from "@/lib/catalog/catalog";
import { type LocalPreset, localOffer, localPresets } from "@/lib/catalog/local-presets";
import type { Dialect, Offer } from "@/lib/catalog/types";
import { adapterOf } from "@/lib/server/providers/adapters";
import { runwareTasks } from "@/lib/server/providers/adapters/runware";
import { prepareParameters } from "@/lib/server/providers/prepare-parameters";
import { prepareTask } from "@/lib/server/providers/runware/prepare-task";
import { type SettingName, supportOf } from "./setting-support";
import { type LaneSettings, THINKING } from "./settings";

type Case = { name: string; offer: Offer; preset: LocalPreset["id"] | null };
const cases: Case[] = [
  // A retired offer whose switch is in no source.
  ...offers
    .filter(({ id }) => id !== "baseten/glm-4.6")
    .map((offer) => ({ name: offer.id, offer, preset: null })),
  { name: "local", offer: localOffer("glm-4.7-flash", "flash"), preset: null },
  ...localPresets.map((preset) => ({
    name: `local ${preset.id}`,
    offer: localOffer("glm-4.7-flash", "flash", preset),
    preset: preset.id,
  })),
];
const spoken = cases.flatMap(({ name, offer, preset }) =>
  offer.dialects.map((dialect) => ({ name, offer, preset, dialect })),
);

/** What the server says of these settings, before it sends them. */
function warningsFor(
  { offer, preset, dialect }: Omit<Case, "name"> & { dialect: Dialect },
  settings: LaneSettings,
): string[] {
  const { warnings } =
    dialect === "runware-tasks"
      ? prepareTask(offer, runwareTasks, settings)
      : prepareParameters(offer, dialect, adapterOf(offer.provider, preset), settings);
  return warnings.flatMap(({ code, message }) =>
    code === "unsupported-parameter" || (code === "clamped-parameter" && message.includes("thinking"))
      ? [message]
      : [],
  );
}

describe.each(spoken)("$name in $dialect", (lane) => {
  const { offer, preset, dialect } = lane;
  const plain: [SettingName, LaneSettings][] = [
    ["temperature", { temperature: 0.5 }],
    ["topP", { topP: 0.5 }],
    ["topK", { topK: 40 }],
    ["minP", { minP: 0.5 }],
    ["maxOutputTokens", { maxOutputTokens: 10 }],
    ["presencePenalty", { presencePenalty: 0.5 }],
    ["frequencyPenalty", { frequencyPenalty: 0.5 }],
    ["repetitionPenalty", { repetitionPenalty: 1.1 }],
    ["stop", { stop: ["END"] }],
    ["seed", { seed: 7 }],
    ["webSearch", { webSearch: true }],
    ["tools", { tools: [{ name: "f", parameters: {} }] }],
  ];

  it("takes what the server sends, and no other setting", () => {
    for (const [name, settings] of plain) {
      const isTaken = warningsFor(lane, settings).length === 0;
      expect([name, supportOf(name, offer, dialect) !== null]).toEqual([name, isTaken]);
    }
  });

  it("makes the differences between choices that the server makes", () => {
    const formats: NonNullable<LaneSettings["responseFormat"]>[] = [
      { type: "json" },
      { type: "json_schema", schema: {} },
    ];
    const taken = [
      ...THINKING.filter((thinking) => warningsFor(lane, { thinking }).length === 0),
      ...formats
        .filter((responseFormat) => warningsFor(lane, { responseFormat }).length === 0)
        .map(({ type }) => type),
    ];
    const claimed = [
      ...(supportOf("thinking", offer, dialect)?.values ?? []),
      ...(supportOf("responseFormat", offer, dialect)?.values ?? []).filter((value) => value !== "text"),
    ];
    expect(claimed).toEqual(taken);
  });

  it("can be bound to a data policy where the server can bind it", () => {
    const canBind = adapterOf(offer.provider, preset).dataPolicy !== undefined;
    expect(supportOf("dataPolicy", offer, dialect) !== null).toBe(canBind);
  });
});

describe("the range of a setting", () => {
  const zai = offers.find(({ id }) => id === "zai/glm-4.7");
  const runware = offers.find(({ id }) => id === "runware/glm-4.7");

  it("is the offer's own, in the dialect that is spoken", () => {
    expect(zai && supportOf("temperature", zai, null)).toEqual({ min: 0, max: 1, default: 1 });
    expect(runware && supportOf("topK", runware, "runware-tasks")).toMatchObject({ min: 1 });
    expect(runware && supportOf("topK", runware, "chat-completions")).toBeNull();
  });

  it("of an answer's length ends at the offer's longest output", () => {
    expect(zai && supportOf("maxOutputTokens", { ...zai, maxOutputTokens: 100 }, null)?.max).toBe(100);
  });
});
