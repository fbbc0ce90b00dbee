import type { CreateEndpoint, EndpointModel, EndpointView } from "@/lib/catalog/custom-endpoint";
import { localPresets } from "@/lib/catalog/local-presets";

export type Preset = EndpointView["preset"];

/** A model as it stands in the form. Prices are what was typed: "" is unknown. */
export type ModelDraft = Omit<EndpointModel, "pricing"> & {
  /** Tells rows apart while their fields change. */
  id: number;
  pricing: Record<keyof EndpointModel["pricing"], string>;
};

/** An endpoint as it stands in the form. */
export type EndpointDraft = Pick<EndpointView, "name" | "baseUrl" | "dialect" | "preset"> & {
  /** What was typed; "" keeps the stored key, or means none. */
  apiKey: string;
  forgetsKey: boolean;
  models: ModelDraft[];
};

/** What the server says is wrong, by the field's path (`models.0.modelId`). */
export type FieldErrors = ReadonlyMap<string, string>;

const UNKNOWN_PRICES = { input: "", output: "", cacheRead: "", cacheWrite: "" };

export function emptyModel(id: number): ModelDraft {
  return {
    id,
    tier: "glm-4.7-flash",
    modelId: "",
    contextTokens: null,
    maxOutputTokens: null,
    pricing: UNKNOWN_PRICES,
  };
}

/** What the form starts with: the endpoint that is edited, or a new one for a vLLM server. */
export function draftOf(endpoint: EndpointView | null): EndpointDraft {
  const key = { apiKey: "", forgetsKey: false };
  if (endpoint === null) {
    const blank = { name: "", baseUrl: "", dialect: "chat-completions", preset: null } as const;
    return withPreset({ ...blank, ...key, models: [emptyModel(0)] }, "vllm");
  }
  const { name, baseUrl, dialect, preset, models } = endpoint;
  return { name, baseUrl, dialect, preset, ...key, models: models.map(modelDraft) };
}

/** Takes a preset over: its usual address, where nothing else was typed. */
export function withPreset(draft: EndpointDraft, preset: Preset): EndpointDraft {
  const isUntouched = draft.baseUrl === "" || localPresets.some(({ baseUrl }) => baseUrl === draft.baseUrl);
  const usual = localPresets.find(({ id }) => id === preset)?.baseUrl ?? "";
  return { ...draft, preset, baseUrl: isUntouched ? usual : draft.baseUrl };
}

/** What is sent to be saved or tested. `apiKey` is left out where the stored one stays. */
export function bodyOf(draft: EndpointDraft): Omit<CreateEndpoint, "name"> {
  const { baseUrl, dialect, preset, apiKey, forgetsKey } = draft;
  const key = apiKey.trim() !== "" ? { apiKey } : forgetsKey ? { apiKey: null } : {};
  return { baseUrl, dialect, preset, models: draft.models.map(modelOf), ...key };
}

/** Whether saving would make the server forget the key, because it was entered for another origin. */
export function dropsKey(
  endpoint: EndpointView | null,
  { baseUrl, apiKey, forgetsKey }: EndpointDraft,
): boolean {
  if (!endpoint?.hasKey || apiKey.trim() !== "" || forgetsKey || !URL.canParse(baseUrl)) return false;
  return new URL(baseUrl).origin !== new URL(endpoint.baseUrl).origin;
}

function modelDraft({ pricing, ...model }: EndpointModel, id: number): ModelDraft {
  const { input, output, cacheRead, cacheWrite } = pricing;
  return {
    ...model,
    id,
    pricing: {
      input: input ?? "",
      output: output ?? "",
      cacheRead: cacheRead ?? "",
      cacheWrite: cacheWrite ?? "",
    },
  };
}

function modelOf({ id: _id, pricing, ...model }: ModelDraft): EndpointModel {
  const { input, output, cacheRead, cacheWrite } = pricing;
  return {
    ...model,
    pricing: {
      input: priceOf(input),
      output: priceOf(output),
      cacheRead: priceOf(cacheRead),
      cacheWrite: priceOf(cacheWrite),
    },
  };
}

/** As people write prices: "$0.60", ".5", "0,6" are meant as 0.60, 0.5, 0.6. What is no price the server refuses. */
function priceOf(typed: string): string | null {
  const plain = typed.trim().replace(/^\$/, "").replace(",", ".").replace(/^\./, "0.");
  return plain === "" ? null : plain;
}
