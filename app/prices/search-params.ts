import {
  createParser,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { parseAsSort } from "@/components/data-table/sort-param";
import { COST_PERIODS } from "./_components/cost-of-mix";

/** Columns of the price table, in order; their ids stand in the address. */
export const PRICE_COLUMNS = [
  "tier",
  "provider",
  "cost",
  "input",
  "output",
  "cacheRead",
  "cacheWrite",
  "webSearch",
  "context",
  "maxOutput",
  "quantization",
  "asOf",
] as const;

/** A count from 0 to `most`, within which calls times tokens are counted exactly. */
function parseAsCount(most: number) {
  return createParser<number>({
    parse: (query) => {
      const count = parseAsInteger.parse(query);
      return count === null ? null : Math.min(Math.max(count, 0), most);
    },
    serialize: String,
  });
}

export const MOST_TOKENS = 100_000_000;
export const MOST_CALLS = 1_000_000_000;

/** What the address of /prices says: filters, sort, hidden columns, and the calculator's mix. */
export const priceParams = {
  q: parseAsString.withDefault(""),
  tier: parseAsString,
  provider: parseAsString,
  retired: parseAsStringLiteral(["no", "only"]),
  upstreams: parseAsBoolean.withDefault(true),
  demo: parseAsBoolean.withDefault(false),
  sort: parseAsSort(PRICE_COLUMNS).withDefault({ id: "tier", desc: false }),
  hide: parseAsArrayOf(parseAsStringLiteral(PRICE_COLUMNS)).withDefault([]),
  in: parseAsCount(MOST_TOKENS).withDefault(2000),
  cached: parseAsCount(MOST_TOKENS).withDefault(0),
  out: parseAsCount(MOST_TOKENS).withDefault(500),
  calls: parseAsCount(MOST_CALLS).withDefault(1000),
  per: parseAsStringLiteral(COST_PERIODS).withDefault("day"),
};
