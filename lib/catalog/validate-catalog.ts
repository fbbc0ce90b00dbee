import { FEATURES } from "./features";
import type { Offer, Parameter, Pricing, Provider, Route, Tier } from "./types";

export type Catalog = { tiers: readonly Tier[]; providers: readonly Provider[]; offers: readonly Offer[] };

/**
 * USD per 1M tokens in at most 6 decimals is a whole number of pico-dollars (1e-12) per token: so cost stays exact.
 * No exponent, no sign, no superfluous leading zero.
 */
const PRICE = /^(0|[1-9]\d*)(\.\d{1,6})?$/;

/**
 * What is wrong with a catalogue, a sentence for each problem; empty when nothing is.
 * Reviewed data goes through it in the tests, so that a slip in a price or a date cannot land.
 */
export function validateCatalog({ tiers, providers, offers }: Catalog): string[] {
  const tierIds = new Set(tiers.map((tier) => tier.id));
  const providerIds = new Set<string>(providers.map((provider) => provider.id));
  return [
    ...repeated(tiers.map((tier) => tier.id)).map((id) => `Tier "${id}" is listed twice.`),
    ...repeated(providers.map((provider) => provider.id)).map((id) => `Provider "${id}" is listed twice.`),
    ...repeated(offers.map((offer) => offer.id)).map((id) => `Offer "${id}" is listed twice.`),
    ...offers.flatMap((offer) => [
      ...(tierIds.has(offer.tier) ? [] : [`Offer "${offer.id}" names the unknown tier "${offer.tier}".`]),
      ...(providerIds.has(offer.provider)
        ? []
        : [`Offer "${offer.id}" names the unknown provider "${offer.provider}".`]),
      ...offerProblems(offer),
    ]),
  ];
}

function offerProblems(offer: Offer): string[] {
  const label = `Offer "${offer.id}"`;
  const expectedId = `${offer.provider}/${offer.tier}`;
  return [
    ...(offer.id === expectedId ? [] : [`${label} should have the id "${expectedId}".`]),
    ...(offer.modelId.trim() ? [] : [`${label} has no model id.`]),
    ...(offer.dialects.length > 0 ? [] : [`${label} speaks no dialect.`]),
    ...Object.keys(offer.modelIds ?? {})
      .filter((dialect) => !offer.dialects.some((spoken) => spoken === dialect))
      .map((dialect) => `${label} has a model id for the dialect "${dialect}", which it does not speak.`),
    ...offer.features
      .filter((feature) => !Object.hasOwn(FEATURES, feature))
      .map((feature) => `${label} has the unknown feature "${feature}".`),
    ...commonProblems(label, offer),
    ...parameterProblems(label, offer),
    ...repeated(offer.routes.map((route) => route.upstream)).map(
      (upstream) => `${label} has two routes to "${upstream}".`,
    ),
    ...offer.routes.flatMap((route) => commonProblems(`Route "${route.upstream}" of ${offer.id}`, route)),
  ];
}

/** What offers and routes must both have: a source, its date, and prices that can be computed with. */
function commonProblems(label: string, entry: Offer | Route): string[] {
  return [
    ...(entry.source.trim() ? [] : [`${label} has no source.`]),
    ...(isDay(entry.asOf) || isMonth(entry.asOf)
      ? []
      : [`${label} is dated "${entry.asOf}", not YYYY-MM or YYYY-MM-DD.`]),
    ...(entry.retiredAt === null || isDay(entry.retiredAt)
      ? []
      : [`${label} was retired on "${entry.retiredAt}", which is no day (YYYY-MM-DD).`]),
    ...priceProblems(label, entry.pricing),
  ];
}

function priceProblems(label: string, { perRequest, ...perToken }: Pricing): string[] {
  return Object.entries({ ...perToken, ...perRequest })
    .filter(([, price]) => price !== null && !PRICE.test(price))
    .map(
      ([name, price]) =>
        `${label} has the ${name} price "${price}", not a plain decimal with at most 6 decimals.`,
    );
}

function parameterProblems(label: string, { dialects, parameters }: Offer): string[] {
  const namesByDialect = dialects.map((dialect) =>
    parameters.filter((parameter) => parameter.dialects?.includes(dialect) ?? true).map(({ name }) => name),
  );
  const twice = new Set(namesByDialect.flatMap(repeated));
  const inverted = ({ min, max }: Parameter) => min !== undefined && max !== undefined && min > max;
  return [
    ...[...twice].map((name) => `${label} lists the parameter "${name}" twice.`),
    ...parameters
      .filter(inverted)
      .map(({ name }) => `${label} has a parameter "${name}" whose min is above its max.`),
  ];
}

/** The values that occur more than once, each named once. */
function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function isMonth(text: string): boolean {
  return /^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`);
}

/** The round trip through `Date` refuses days that no calendar has, such as 2026-02-30. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
