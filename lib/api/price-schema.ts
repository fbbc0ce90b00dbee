import { z } from "zod";
import type { LiveSourceKind, PriceSourceKind, PublishedStats, SourceReport } from "../pricing/price-sources";
import { pricingSchema, sourced } from "./catalog-schema";
import { instant } from "./values";

const liveSource = z.enum([
  "openrouter",
  "vercel",
  "models-dev",
  "empiriolabs",
]) satisfies z.ZodType<LiveSourceKind>;
const anySource = z.enum(["catalogue", ...liveSource.options]) satisfies z.ZodType<PriceSourceKind>;

const percentiles = z.record(z.string(), z.number());

const pricePointSchema = z.object({
  id: z.uuid(),
  offer: z.string(),
  upstream: z.string().nullable(),
  pricing: pricingSchema,
  sourceKind: anySource,
  ...sourced,
  validFrom: instant,
});

const sourceReportSchema = z.object({
  source: liveSource,
  ok: z.boolean(),
  message: z.string(),
  newPoints: z.number(),
  checkedAt: instant,
}) satisfies z.ZodType<SourceReport>;

const publishedStatsSchema = z.object({
  offer: z.string(),
  upstream: z.string().nullable(),
  source: liveSource,
  fetchedAt: instant,
  latency: z
    .object({
      field: z.string(),
      window: z.string(),
      raw: percentiles,
      unit: z.enum(["ms", "s"]),
      isUnitGuessed: z.boolean(),
      latencyMs: percentiles,
    })
    .nullable(),
  throughput: z.object({ field: z.string(), window: z.string(), throughputTps: percentiles }).nullable(),
  uptime: z.array(z.object({ field: z.string(), window: z.string(), percent: z.number() })),
  isDegraded: z.boolean().nullable(),
  contextTokens: z.number().nullable(),
  maxOutputTokens: z.number().nullable(),
  quantization: z.string().nullable(),
}) satisfies z.ZodType<PublishedStats>;

export const pricesSchema = z.object({
  pricePoints: z.array(pricePointSchema),
  sources: z
    .array(
      z.object({
        name: z.string(),
        source: liveSource,
        ok: z.boolean().nullable(),
        message: z.string().nullable(),
        newPoints: z.number().nullable(),
        checkedAt: instant.nullable(),
      }),
    )
    .describe("How each source was last asked; null where it never was."),
  disagreements: z.array(
    z.object({
      offer: z.string(),
      upstream: z.string().nullable(),
      parts: z.array(z.string()),
      points: z.array(pricePointSchema).describe("The one that bills first."),
    }),
  ),
  published: z
    .array(publishedStatsSchema)
    .describe("Speed and uptime as the sources publish them: not measured here."),
});

export const refreshedPricesSchema = z.object({ sources: z.array(sourceReportSchema) });
