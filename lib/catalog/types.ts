/** The catalogue's shapes, as `GET /api/catalog` shows them. Prices are decimal strings in USD per 1M tokens; "0" is free, null unknown. */

export const PROVIDER_IDS = [
  "zai",
  "openrouter",
  "vercel",
  "empiriolabs",
  "runware",
  "bedrock",
  "deepinfra",
  "novita",
  "fireworks",
  "cerebras",
  "baseten",
  "local",
  "demo",
] as const;

export type ProviderId = (typeof PROVIDER_IDS)[number];

/** A custom endpoint's provider id. */
export type CustomProviderId = `custom-${string}`;

export type ProviderKind = "direct" | "router" | "local" | "simulated";

export const DIALECTS = ["chat-completions", "responses", "messages", "runware-tasks"] as const;
export type Dialect = (typeof DIALECTS)[number];

export type Tier = {
  id: string;
  name: string;
  /** One sentence for a developer who must choose. */
  summary: string;
  /** Position in lists; the three core tiers come first. */
  order: number;
  core: boolean;
};

export type Provider = {
  id: ProviderId | CustomProviderId;
  name: string;
  kind: ProviderKind;
  docsUrl: string | null;
  /** The variable that holds the key (optional for a local server); null when there is none. */
  keyVariable: string | null;
  /** The variable that overrides `baseUrl`. */
  baseUrlVariable: string | null;
  /**
   * Where calls go; the dialect's path is appended. Null where only the operator knows.
   * `{region}` (Bedrock) is replaced by the server with `AWS_REGION`.
   */
  baseUrl: string | null;
};

/** USD per 1M tokens as decimal strings; "0" is free, null unknown. `perRequest` is USD per use. */
export type Pricing = {
  input: string | null;
  output: string | null;
  cacheRead: string | null;
  cacheWrite: string | null;
  perRequest: Record<string, string>;
};

/** A parameter that an offer takes, as its provider documents it. A missing limit is one nobody documents. */
export type Parameter = {
  /** The wire name; a dot leads into an object (`settings.topP`). */
  name: string;
  type: string;
  /** Where the offer's dialects differ: the ones that take it. Absent: all of them. */
  dialects?: Dialect[];
  min?: number;
  max?: number;
  default?: unknown;
  values?: string[];
  maxItems?: number;
  note?: string;
};

/** One upstream of a routing provider's offer. */
export type Route = {
  /** Our name for it: the provider's id where we have one (`deepinfra`), else one lower-case word. */
  upstream: string;
  /** The router's own word for pinning it, where that differs from `upstream`. */
  slug?: string;
  quantization: string | null;
  pricing: Pricing;
  contextTokens: number | null;
  maxOutputTokens: number | null;
  retiredAt: string | null;
  source: string;
  asOf: string;
  dateKind: DateKind;
};

/** `source`: the source itself bears the date; `gathered`: an undated source, read on that day. */
export type DateKind = "source" | "gathered";

export type Offer = {
  /** `provider/tier` */
  id: string;
  tier: string;
  provider: ProviderId | CustomProviderId;
  modelId: string;
  /** Only the dialects that call the model by another id than `modelId`. */
  modelIds?: Partial<Record<Dialect, string>>;
  dialects: Dialect[];
  contextTokens: number | null;
  maxOutputTokens: number | null;
  quantization: string | null;
  /** Words of `FEATURES`. For display and for choosing; what may be sent is decided by `parameters`. */
  features: string[];
  parameters: Parameter[];
  pricing: Pricing;
  routes: Route[];
  /** Day the provider stopped serving it, or was found to have (ISO date); a retired offer can still be called. */
  retiredAt: string | null;
  source: string;
  /** ISO date (year and month where the source gives no day). */
  asOf: string;
  dateKind: DateKind;
  /** What a reader of the price should know: disagreements between sources, caveats. */
  notes: string | null;
};
