import { z } from "zod";
import type { Offer } from "@/lib/catalog/types";
import { env } from "../../env";
import { type PriceSource, parseAnswer, SourceFault, type SourceReading } from "../source";
import { type PriceScale, usdPerMillion } from "../usd-per-million";
import { baseUrlOf } from "./base-url";
import { readEachOffer } from "./read-each-offer";

/**
 * `GET /models/{id}`, which needs no key. Seen by others in 2026-09 with `pricing_rows` or `pricing`; how those nest is
 * not documented, so that several shapes are read, and whatever is in doubt is refused rather than billed.
 */
export const empirioLabsPrices: PriceSource = {
  kind: "empiriolabs",
  read: (get) =>
    readEachOffer("empiriolabs", async (offer) => {
      const url = `${baseUrlOf("empiriolabs", env().EMPIRIOLABS_BASE_URL)}/models/${offer.modelId}`;
      return readModel(offer, await get(url));
    }),
};

const fields = z.record(z.string(), z.unknown());
type Fields = z.infer<typeof fields>;
const amount = z.union([z.string().max(40), z.number()]);
const AMOUNT_FIELDS = ["price", "price_usd", "amount", "usd", "value", "rate", "cost"];

function readModel(offer: Offer, answer: unknown): SourceReading {
  const model = findModel(offer.modelId, parseAnswer(fields, answer));
  const prices = pricesOf(model);
  const price = (part: string) => prices.get(part) ?? null;
  if (price("input") === null || price("output") === null) {
    throw new SourceFault("states no price in a shape that is known");
  }
  const webSearch = price("webSearch");
  const observation = {
    offer: offer.id,
    upstream: null,
    pricing: {
      input: price("input"),
      output: price("output"),
      cacheRead: price("cacheRead"),
      cacheWrite: price("cacheWrite"),
      // Silence about a use is no news about it: the reviewed price goes on.
      perRequest: { ...offer.pricing.perRequest, ...(webSearch === null ? {} : { webSearch }) },
    },
    source: `GET /models/${offer.modelId}${webSearch === null ? "; prices per use are the catalogue's" : ""}`,
    contextTokens: firstCount(model, ["context_window", "context_length", "context_tokens"]),
    maxOutputTokens: firstCount(model, ["max_output_tokens", "max_output", "max_completion_tokens"]),
    quantization: null,
    published: null,
  };
  return { observations: [observation], problems: [] };
}

/** The model itself, or wrapped in `data` or `model`, alone or in a list. */
function findModel(id: string, answer: Fields): Fields {
  const wrapped = [answer, answer.data, answer.model].flat();
  const found = wrapped.map((entry) => fields.safeParse(entry).data).find((entry) => entry?.id === id);
  if (!found) throw new SourceFault("answered in a shape that is not known (no model of this id)");
  return found;
}

/** Prices by our names for the parts, from rows (`[{type, unit, price}]`) or from fields (`{input, output}`). */
function pricesOf(model: Fields): Map<string, string> {
  const stated =
    [model.pricing_rows, model.pricing].map(entriesOf).find((entries) => entries.length > 0) ?? [];
  const prices = new Map<string, string>();
  for (const [words, value] of stated) {
    const part = partOf(words);
    if (part === null) continue;
    if (/\b(eur|cny|gbp|credits?)\b/.test(words))
      throw new SourceFault("states its prices in another currency");
    const price = priceOf(value, part, words);
    const other = prices.get(part);
    // Rows for long prompts or other tiers: which one bills can't be known.
    if (other !== undefined && other !== price) throw new SourceFault(`states two prices for ${part}`);
    prices.set(part, price);
  }
  return prices;
}

/** Every stated amount with all the words that stand around it, in lower case. */
function entriesOf(pricing: unknown): [words: string, amount: string | number][] {
  if (Array.isArray(pricing)) return pricing.flatMap((row) => rowOf("", row));
  const parsed = fields.safeParse(pricing).data ?? {};
  if (Array.isArray(parsed.rows)) return entriesOf(parsed.rows);
  const shared = [parsed.unit, parsed.currency].filter((word) => typeof word === "string").join(" ");
  return Object.entries(parsed).flatMap(([name, value]) => rowOf(`${name} ${shared}`, value));
}

function rowOf(label: string, row: unknown): [words: string, amount: string | number][] {
  const plain = amount.safeParse(row);
  if (plain.success) return [[plainWords(label), plain.data]];
  const parsed = fields.safeParse(row).data ?? {};
  const field = AMOUNT_FIELDS.find((name) => amount.safeParse(parsed[name]).success);
  const found = field === undefined ? undefined : amount.safeParse(parsed[field]).data;
  if (found === undefined) return [];
  const words = Object.entries(parsed).flatMap(([name, value]) =>
    name !== field && typeof value === "string" ? [value] : [],
  );
  return [[plainWords([label, field, ...words].join(" ")), found]];
}

function plainWords(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, " ");
}

/** Which part of a price such words name; null for none of ours, or for more than one. */
function partOf(words: string): string | null {
  if (/image|audio|video|batch/.test(words)) return null;
  if (/search/.test(words)) return "webSearch";
  if (/cache/.test(words)) return /writ|creat|stor/.test(words) ? "cacheWrite" : "cacheRead";
  const isInput = /\b(input|prompt)/.test(words);
  const isOutput = /\b(output|completion)/.test(words);
  if (isInput === isOutput) return null;
  return isInput ? "input" : "output";
}

function priceOf(stated: string | number, part: string, words: string): string {
  const plain = typeof stated === "string" ? stated.trim().replace(/^\$\s*/, "") : stated;
  const value = typeof plain === "string" && /^free$/i.test(plain) ? "0" : plain;
  return usdPerMillion(value, part === "webSearch" ? "use" : scaleOf(words, Number(value)));
}

/**
 * What the words say, else by magnitude: nobody asks a hundred dollars for a million of these tokens, or less than a
 * tenth of a cent unless they are free.
 */
function scaleOf(words: string, value: number): PriceScale {
  if (/million|\b1m\b|mtok|1000000|1 000 000/.test(words)) return "million";
  if (/thousand|\b1k\b/.test(words)) return "thousand";
  if (value === 0 || value >= 0.001) return "million";
  if (value < 0.0001) return "token";
  throw new SourceFault(`states the price ${value} without saying for how many tokens`);
}

function firstCount(model: Fields, names: string[]): number | null {
  const count = z.number().int().positive().max(1_000_000_000);
  return names.map((name) => count.safeParse(model[name]).data).find((found) => found !== undefined) ?? null;
}
