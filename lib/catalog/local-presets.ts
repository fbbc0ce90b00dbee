/** What the usual local servers do with GLM models, and the offers that an operator's own server makes. */
import { defineOffer } from "./offers/define-offer";
import { OPENAI_PARAMETERS } from "./offers/openai-parameters";
import type { Offer, Parameter } from "./types";

export type LocalPreset = {
  /** A value of `LOCAL_PRESET`. */
  id: "vllm" | "sglang" | "llama.cpp" | "ollama";
  name: string;
  /** The address after a default launch; `LOCAL_BASE_URL` overrides it. */
  baseUrl: string;
  /** Where a delta carries thinking, in today's versions. */
  reasoningField: "reasoning" | "reasoning_content";
  /** Merged into the request body to switch thinking, which is on by default (llama.cpp, Ollama: inference). */
  thinking: { on: Record<string, unknown>; off: Record<string, unknown> };
  /** Takes low, medium and high; null where thinking is only on or off. */
  effortParameter: string | null;
  parameters: Parameter[];
  notes: string;
  source: string;
  asOf: string;
};

const TEMPLATE_SWITCH = {
  on: { chat_template_kwargs: { enable_thinking: true } },
  off: { chat_template_kwargs: { enable_thinking: false } },
};

const README = "zai-org/GLM-4.5 README (2026-02-01)";
const AS_OF = "2026-02-01";

export const localPresets: readonly LocalPreset[] = [
  {
    id: "vllm",
    name: "vLLM",
    baseUrl: "http://localhost:8000/v1",
    reasoningField: "reasoning",
    thinking: TEMPLATE_SWITCH,
    effortParameter: null,
    parameters: [
      ...OPENAI_PARAMETERS,
      { name: "chat_template_kwargs", type: "object{enable_thinking:boolean}" },
      { name: "top_k", type: "integer" },
      { name: "min_p", type: "number" },
      { name: "repetition_penalty", type: "number" },
      { name: "seed", type: "integer" },
    ],
    notes:
      "Launch with --tool-call-parser glm47 --reasoning-parser glm45 --enable-auto-tool-choice. Thinking comes in " +
      "reasoning_content up to v0.8.3, in either field in v0.11.2, in reasoning only from v0.26.0.",
    source: `${README}; docs.vllm.ai`,
    asOf: AS_OF,
  },
  {
    id: "sglang",
    name: "SGLang",
    baseUrl: "http://localhost:8000/v1",
    reasoningField: "reasoning_content",
    thinking: TEMPLATE_SWITCH,
    effortParameter: null,
    parameters: [
      ...OPENAI_PARAMETERS,
      {
        name: "chat_template_kwargs",
        type: "object{enable_thinking,clear_thinking}",
        note: "clear_thinking: false keeps earlier thinking; SGLang only",
      },
      { name: "separate_reasoning", type: "boolean" },
    ],
    notes:
      "Launch with --tool-call-parser glm47 --reasoning-parser glm45 --port 8000 (the README's port). The glm45 parser may " +
      "put the whole answer in reasoning_content (sglang#37645, September 2026).",
    source: README,
    asOf: AS_OF,
  },
  {
    id: "llama.cpp",
    name: "llama.cpp",
    baseUrl: "http://localhost:8080/v1",
    reasoningField: "reasoning_content",
    // Inference: llama.cpp renders the same chat template, given --jinja.
    thinking: TEMPLATE_SWITCH,
    effortParameter: null,
    parameters: [...OPENAI_PARAMETERS, { name: "chat_template_kwargs", type: "object" }],
    notes:
      "Launch with --jinja (inference). Recorded stream: reasoning_content deltas, then usage in a chunk with empty choices, " +
      "with the server's own timings beside it.",
    source: `${README}; charmbracelet/fantasy cassettes`,
    asOf: AS_OF,
  },
  {
    id: "ollama",
    name: "Ollama",
    baseUrl: "http://localhost:11434/v1",
    // Inference, as is the effort that stands for "on": no recorded stream of a thinking model was found.
    reasoningField: "reasoning",
    thinking: { on: { reasoning_effort: "medium" }, off: { reasoning_effort: "none" } },
    effortParameter: "reasoning_effort",
    parameters: [
      ...OPENAI_PARAMETERS,
      { name: "reasoning_effort", type: "string" },
      { name: "reasoning", type: "object{effort}" },
    ],
    notes: 'Clients must send some key; it is ignored. Errors are {"error":"string"}.',
    source: `${README}; docs.ollama.com; ollama/ollama#14820 (reasoning_effort none)`,
    asOf: AS_OF,
  },
];

/**
 * An offer of the operator's own server, with unknown prices and limits: cost is the operator's affair.
 *
 * @param tier a tier's id
 * @param modelId the name under which the server serves it
 * @param preset which server it is; without one only the parameters that all of them share are offered
 */
export function localOffer(tier: string, modelId: string, preset: LocalPreset | null = null): Offer {
  return defineOffer({
    provider: "local",
    tier,
    modelId,
    contextTokens: null,
    maxOutputTokens: null,
    features: ["reasoning", "tools"],
    parameters: [...(preset?.parameters ?? OPENAI_PARAMETERS)],
    pricing: {},
    source: "operator",
    // There is no price to date: this is when the facts about the servers were published.
    asOf: preset?.asOf ?? AS_OF,
    notes: preset?.notes ?? null,
  });
}
