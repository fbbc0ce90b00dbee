/**
 * A server of the operator's own (a custom endpoint): the body of `POST /api/endpoints` and the entries of
 * GLIMPSE_ENDPOINTS, as zod; the types follow from it. Loaded by the launcher too, before Next: no imports by alias.
 */
import { z } from "zod";
import type { LocalPreset } from "./local-presets";
import type { CustomProviderId, Dialect } from "./types";

/** What a server of one's own can speak. */
export const ENDPOINT_DIALECTS = [
  "chat-completions",
  "responses",
  "messages",
] as const satisfies readonly Dialect[];

export const ENDPOINT_PRESETS = [
  "vllm",
  "sglang",
  "llama.cpp",
  "ollama",
] as const satisfies readonly LocalPreset["id"][];

/** The path of the API has it: `POST /api/endpoints/test` tries an endpoint that is not saved. */
const RESERVED_NAMES = new Set(["test"]);

const name = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/, "must be 1 to 40 of a–z, 0–9 and -")
  .refine((text) => !RESERVED_NAMES.has(text), 'must not be "test", which the API uses itself');

/** The dialect's path is appended, so it ends without a slash, a query or a fragment. */
const baseUrl = z
  .string()
  .trim()
  .max(2000)
  .refine(isPlainAddress, "must be an http:// or https:// address without a query, fragment or password")
  .transform((value) => value.replace(/\/+$/, ""));

/** Whether calls can be appended to an address as it stands. */
export function isPlainAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return /^https?:$/.test(protocol) && username === "" && password === "" && !/[?#\s]/.test(value);
}

/** It goes into a header: anything else would fail at the first call, and far from its cause. */
export const apiKeySchema = z
  .string()
  .trim()
  .max(4096)
  .regex(/^[\x21-\x7e]+$/, "must be a key, without spaces or line breaks inside");

/** As the catalogue's prices: at most 6 decimals, so that a token's price is a whole number of pico-dollars. */
const price = z
  .string()
  .regex(/^(0|[1-9]\d{0,8})(\.\d{1,6})?$/, "must be USD per 1M tokens with at most 6 decimals, such as 0.60")
  .nullable()
  .default(null);

const tokens = z.int("must be a whole number").min(1).max(1_000_000_000).nullable().default(null);

const model = z.strictObject({
  tier: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, "must be a tier such as glm-4.7-flash"),
  modelId: z.string().trim().min(1, "must be the name under which the server serves it").max(200),
  contextTokens: tokens,
  maxOutputTokens: tokens,
  /** USD per 1M tokens; "0" is free, null unknown. */
  pricing: z.strictObject({ input: price, output: price, cacheRead: price, cacheWrite: price }).prefault({}),
});
export type EndpointModel = z.infer<typeof model>;

const models = z
  .array(model)
  .min(1, "needs at least one model")
  .max(50, "takes at most 50 models")
  .refine(
    (list) => new Set(list.map(({ tier }) => tier)).size === list.length,
    "must name each tier once: its offer is endpoint/tier",
  );

const dialect = z.enum(ENDPOINT_DIALECTS);
const preset = z.enum(ENDPOINT_PRESETS).nullable();

const fields = {
  baseUrl,
  dialect: dialect.default("chat-completions"),
  preset: preset.default(null),
  models,
};

/** The body of `POST /api/endpoints`. */
export const createEndpointSchema = z.strictObject({ name, ...fields, apiKey: apiKeySchema.nullish() });
export type CreateEndpoint = z.infer<typeof createEndpointSchema>;

/** The body of `PATCH /api/endpoints/{name}`: what is absent stays; `apiKey: null` forgets the key. */
export const changeEndpointSchema = z
  .strictObject({ baseUrl, dialect, preset, models, apiKey: apiKeySchema.nullable() })
  .partial();
export type ChangeEndpoint = z.infer<typeof changeEndpointSchema>;

/** The body of `POST /api/endpoints/test`: `name`, where one is stored under it, lends its key to the same origin. */
export const testEndpointSchema = z.strictObject({
  name: name.optional(),
  ...fields,
  apiKey: apiKeySchema.nullish(),
  tier: z.string().max(64).optional(),
});

/** GLIMPSE_ENDPOINTS. */
export const environmentEndpointsSchema = z
  .array(
    z
      .strictObject({
        name,
        ...fields,
        apiKey: apiKeySchema.optional(),
        /** The variable that holds the key, in the place of `apiKey`. */
        apiKeyVariable: z
          .string()
          .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be a variable's name")
          .optional(),
      })
      .refine(
        (entry) => !(entry.apiKey && entry.apiKeyVariable),
        "must have apiKey or apiKeyVariable, not both",
      ),
  )
  .refine(
    (list) => new Set(list.map((entry) => entry.name)).size === list.length,
    "must give each endpoint its own name",
  );
export type EnvironmentEndpoint = z.infer<typeof environmentEndpointsSchema>[number];

/** An endpoint without its key, as `GET /api/endpoints` shows it. */
export type EndpointView = Pick<CreateEndpoint, "name" | "baseUrl" | "dialect" | "preset" | "models"> & {
  provider: CustomProviderId;
  hasKey: boolean;
  /** Whether GLIMPSE_ENDPOINTS defines it. */
  readOnly: boolean;
  /** Null where the environment defines it. */
  createdAt: string | null;
  updatedAt: string | null;
};

/** What came back from one small call, as `POST /api/endpoints/test` answers. */
export type EndpointTest = {
  ok: boolean;
  httpStatus: number | null;
  ttftMs: number | null;
  /** The model that the server says has answered; the one that was asked for where it says nothing. */
  modelId: string;
  text: string;
  reasoning: string;
  error: { class: string; code: string | null; message: string } | null;
};
