import type { LocalPreset } from "@/lib/catalog/local-presets";
import type { Offer, ProviderId } from "@/lib/catalog/types";
import { type ProviderAdapter, zaiThinking } from "../adapter";
import { baseten } from "./baseten";
import { cerebras } from "./cerebras";
import { deepinfra } from "./deepinfra";
import { empiriolabs } from "./empiriolabs";
import { fireworks } from "./fireworks";
import { localAdapter } from "./local";
import { openrouter } from "./openrouter";
import { runware } from "./runware";
import { vercel } from "./vercel";
import { zai } from "./zai";

/** No documented thinking switch for GLM (Bedrock's mantle, Novita; 2026-11). */
const plain: ProviderAdapter = { thinking: () => null };

const adapters: Record<Exclude<ProviderId, "local">, ProviderAdapter> = {
  zai,
  openrouter,
  vercel,
  empiriolabs,
  runware,
  bedrock: plain,
  deepinfra,
  novita: plain,
  fireworks,
  cerebras,
  baseten,
  demo: { thinking: zaiThinking, classifyError: zai.classifyError },
};

const adapterOfProvider = new Map<string, ProviderAdapter>(Object.entries(adapters));

/** @param preset which server it is, where the provider is the operator's own */
export function adapterOf(provider: Offer["provider"], preset: LocalPreset["id"] | null): ProviderAdapter {
  return adapterOfProvider.get(provider) ?? localAdapter(preset);
}
