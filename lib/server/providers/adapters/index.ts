import type { ProviderId } from "@/lib/catalog/types";
import { type ProviderAdapter, zaiThinking } from "../adapter";
import { baseten } from "./baseten";
import { cerebras } from "./cerebras";
import { deepinfra } from "./deepinfra";
import { empiriolabs } from "./empiriolabs";
import { fireworks } from "./fireworks";
import { local } from "./local";
import { openrouter } from "./openrouter";
import { vercel } from "./vercel";
import { zai } from "./zai";

/** No documented thinking switch for GLM (Bedrock's mantle, Novita, Runware's compatible endpoint; 2026-11). */
const plain: ProviderAdapter = { thinking: () => null };

export const adapters: Record<ProviderId, ProviderAdapter> = {
  zai,
  openrouter,
  vercel,
  empiriolabs,
  runware: plain,
  bedrock: plain,
  deepinfra,
  novita: plain,
  fireworks,
  cerebras,
  baseten,
  local,
  demo: { thinking: zaiThinking, classifyError: zai.classifyError },
};
