import { type LocalPreset, localPresets } from "@/lib/catalog/local-presets";
import type { ProviderAdapter } from "../adapter";

/** The operator's own server, switched as its preset says; without a preset no switch is known. */
export function localAdapter(presetId: LocalPreset["id"] | null): ProviderAdapter {
  const preset = localPresets.find(({ id }) => id === presetId);
  if (!preset) return { thinking: () => null };
  const { thinking, effortParameter } = preset;
  return {
    ...(effortParameter === null ? {} : { hasThinkingLevels: true }),
    thinking: (asked) => {
      if (asked === "off") return thinking.off;
      return asked === "on" || effortParameter === null ? thinking.on : { [effortParameter]: asked };
    },
  };
}
