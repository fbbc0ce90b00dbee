import { z } from "zod";
import type { Percentiles, PublishedFigures } from "@/lib/pricing/price-sources";

const FIELD = /^(latency|throughput|uptime)_last_(\w{1,20})$/;
const percentiles = z.record(z.string().max(20), z.number().nonnegative().nullable());
const percent = z.number().min(0).max(100);

/** No model has its first token out within 30 ms, and a median of 30 s would be no service: below it is seconds. */
const LEAST_MS = 30;

type RouterFields = Record<string, unknown>;

/**
 * What a router publishes of an endpoint's speed and uptime, from fields such as `latency_last_30m`. Figures are an
 * extra: what is missing or in another shape is left out.
 *
 * @param latencyUnit `ms` where the router says so; `unknown` has it guessed from the magnitude (OpenRouter's schema
 * says milliseconds and its examples read as seconds, 2026-08)
 */
export function publishedFigures(fields: RouterFields, latencyUnit: "ms" | "unknown"): PublishedFigures {
  const figures: PublishedFigures = { latency: null, throughput: null, uptime: [], isDegraded: null };
  for (const [field, value] of Object.entries(fields)) {
    const [, kind, window = ""] = FIELD.exec(field) ?? [];
    if (kind === "uptime") {
      const parsed = percent.safeParse(value);
      if (parsed.success) figures.uptime.push({ field, window, percent: parsed.data });
      continue;
    }
    const raw = kind === undefined ? null : readPercentiles(value);
    if (raw === null) continue;
    if (kind === "latency") figures.latency = { field, window, ...latencyOf(raw, latencyUnit) };
    else figures.throughput = { field, window, throughputTps: raw };
  }
  // OpenRouter: 0 is well, -1 to -10 are degrees of trouble.
  if (typeof fields.status === "number") figures.isDegraded = fields.status < 0;
  return figures;
}

/** Null where nothing is stated: a router gives nulls for an idle route, or to who asks without a key. */
function readPercentiles(value: unknown): Percentiles | null {
  const parsed = percentiles.safeParse(value);
  if (!parsed.success) return null;
  const stated = Object.entries(parsed.data).flatMap(([name, figure]) =>
    figure === null ? [] : [[name, figure] as const],
  );
  return stated.length === 0 ? null : Object.fromEntries(stated);
}

function latencyOf(raw: Percentiles, stated: "ms" | "unknown") {
  const isUnitGuessed = stated === "unknown";
  const typical = raw.p50 ?? Math.min(...Object.values(raw));
  const unit = isUnitGuessed && typical < LEAST_MS ? ("s" as const) : ("ms" as const);
  const factor = unit === "s" ? 1000 : 1;
  const latencyMs = Object.fromEntries(
    // To a microsecond: the factor leaves a float's dust behind.
    Object.entries(raw).map(([name, figure]) => [name, Math.round(figure * factor * 1000) / 1000]),
  );
  return { raw, unit, isUnitGuessed, latencyMs };
}
