import { localPresets } from "@/lib/catalog/local-presets";
import { env } from "../../env";
import type { ProviderAdapter } from "../adapter";

/** The operator's own server, switched as its preset says; without a preset no switch is known. */
export const local: ProviderAdapter = {
  thinking: (thinking) => {
    const preset = localPresets.find(({ id }) => id === env().LOCAL_PRESET);
    if (!preset) return null;
    if (thinking === "off") return preset.thinking.off;
    if (thinking === "on" || preset.effortParameter === null) return preset.thinking.on;
    return { [preset.effortParameter]: thinking };
  },
};
