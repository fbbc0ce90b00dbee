import type { DateKind } from "@/lib/catalog/types";
import type { PublishedStats } from "@/lib/pricing/price-sources";
import type { PriceStatement, SourceStatus } from "./price-statement";

/** By whose word a price holds, and as of when. */
export type Provenance = {
  sourceKind: PriceStatement["sourceKind"];
  /** The document it is stated in. */
  source: string;
  /** The day (or month) on which the source last stated it. */
  asOf: string;
  dateKind: DateKind;
  isStale: boolean;
  /** Where a live source repeats an older price: the day it first stated it. */
  unchangedSince: string | null;
  /** When a live source last stated it. */
  readAt: string | null;
  /** The source answered since then, and no longer lists it. */
  isUnlisted: boolean;
};

const STALE_AFTER_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Whether a price is older than 90 days on `today`. A source that gives only its month counts from the month's end.
 *
 * @param asOf YYYY-MM-DD or YYYY-MM
 */
export function isStale(asOf: string, today: Date): boolean {
  const [year = 0, month = 1, day] = asOf.split("-").map(Number);
  const at = day === undefined ? Date.UTC(year, month, 0) : Date.UTC(year, month - 1, day);
  return Math.floor((today.getTime() - at) / DAY_MS) > STALE_AFTER_DAYS;
}

/**
 * A price point is dated by the day its price was new. A live source that still states it keeps it true, so that it
 * ages from the last time it was read.
 *
 * @param published what the statement's source published about its place
 * @param status how that source was last asked
 */
export function provenanceOf(
  statement: Pick<PriceStatement, "sourceKind" | "source" | "asOf" | "dateKind">,
  published: PublishedStats | undefined,
  status: SourceStatus | undefined,
  today: Date,
): Provenance {
  const { sourceKind, source, dateKind } = statement;
  const readAt = published?.fetchedAt ?? null;
  const readOn = readAt?.slice(0, 10) ?? statement.asOf;
  const isRepeated = readOn > statement.asOf;
  const asOf = isRepeated ? readOn : statement.asOf;
  return {
    sourceKind,
    source,
    asOf,
    dateKind,
    isStale: isStale(asOf, today),
    unchangedSince: isRepeated ? statement.asOf : null,
    readAt,
    isUnlisted:
      readAt !== null && status?.ok === true && status.checkedAt !== null && status.checkedAt > readAt,
  };
}
