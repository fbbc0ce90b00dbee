import { z } from "zod";
import { DIALECTS, type Parameter, PROVIDER_IDS } from "../catalog/types";
import type { CatalogView } from "../catalog/view";
import { decimal } from "./values";

const providerId = z.enum(PROVIDER_IDS).or(z.templateLiteral(["custom-", z.string()]));
const count = z.number().nullable();

/** USD per 1M tokens; "0" is free, null unknown. */
export const pricingSchema = z.object({
  input: decimal,
  output: decimal,
  cacheRead: decimal,
  cacheWrite: decimal,
  perRequest: z.record(z.string(), z.string()).describe("USD per use, such as of a web search."),
});

const billedPricing = pricingSchema.extend({ pricePointId: z.uuid().nullable() });

/** Where a fact is from, and of which day. */
export const sourced = {
  source: z.string(),
  asOf: z.string().describe("An ISO date; year and month where the source gives no day."),
  dateKind: z.enum(["source", "gathered"]).describe("Whose date it is: the source's, or of our reading."),
};

const parameter = z.object({
  name: z.string().describe("The wire name; a dot leads into an object."),
  type: z.string(),
  dialects: z.array(z.enum(DIALECTS)).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  default: z.unknown().optional(),
  values: z.array(z.string()).optional(),
  maxItems: z.number().optional(),
  note: z.string().optional(),
}) satisfies z.ZodType<Parameter>;

const limits = {
  contextTokens: count,
  maxOutputTokens: count,
  quantization: z.string().nullable(),
  retiredAt: z.string().nullable(),
};

/** `GET /api/catalog`: checked against the reviewed data's own types. */
export const catalogSchema = z.object({
  tiers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      summary: z.string(),
      order: z.number(),
      core: z.boolean(),
    }),
  ),
  providers: z.array(
    z.object({
      id: providerId,
      name: z.string(),
      kind: z.enum(["direct", "router", "local", "simulated"]),
      docsUrl: z.string().nullable(),
      keyVariable: z.string().nullable(),
      configured: z.boolean().describe("Whether a call can be made."),
    }),
  ),
  offers: z.array(
    z.object({
      id: z.string().describe("provider/tier"),
      tier: z.string(),
      provider: providerId,
      modelId: z.string(),
      modelIds: z.partialRecord(z.enum(DIALECTS), z.string()).optional(),
      dialects: z.array(z.enum(DIALECTS)),
      features: z.array(z.string()),
      parameters: z.array(parameter),
      pricing: billedPricing,
      ...limits,
      ...sourced,
      routes: z.array(
        z.object({
          upstream: z.string(),
          slug: z.string().optional(),
          pricing: billedPricing,
          ...limits,
          ...sourced,
        }),
      ),
      notes: z.string().nullable(),
    }),
  ),
}) satisfies z.ZodType<CatalogView>;
