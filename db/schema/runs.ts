import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  json,
  numeric,
  pgTable,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Attempt, RunError, RunWarning, ToolCall } from "@/lib/runs/run";
import type { LaneSettings } from "@/lib/runs/settings";
import { comparisons } from "./comparisons";
import { losslessText } from "./lossless-text";
import { pricePoints } from "./price-points";

/** Picodollars fit: 12 digits before the point, 12 after it. */
const usd = () => numeric({ precision: 24, scale: 12 });

/** A provider may claim any number; one that overflows must not lose the row. */
const tokens = () => bigint({ mode: "number" });

/** One lane's answer to one turn: the unit of the log. Inserted before the provider is called, updated once at the end. */
export const runs = pgTable(
  "runs",
  {
    /** UUIDv7, made when the run begins: the log pages by it, and finds a day by the time in it. */
    id: uuid().primaryKey(),
    comparisonId: uuid()
      .notNull()
      .references(() => comparisons.id, { onDelete: "cascade" }),
    /** The comparison's, repeated here: a page of one owner's log must not look at every other row. */
    owner: losslessText().notNull(),
    turn: integer().notNull(),
    lane: integer().notNull(),
    /** A person's retries of the same lane and turn, from 1. */
    attempt: integer().notNull(),
    offer: losslessText().notNull(),
    tier: losslessText().notNull(),
    provider: losslessText().notNull(),
    upstream: losslessText(),
    dialect: losslessText().notNull(),
    modelId: losslessText().notNull(),
    simulated: boolean().notNull(),
    settings: json().$type<LaneSettings>().notNull(),
    sent: json().$type<Record<string, unknown>>().notNull(),
    status: losslessText().notNull(),
    finishReason: losslessText(),
    warnings: json().$type<RunWarning[]>().notNull(),
    error: json().$type<RunError>(),
    text: losslessText().notNull().default(""),
    reasoning: losslessText().notNull().default(""),
    /** The provider's own pieces of thinking (OpenRouter's `reasoning_details`), sent back with the next turn. */
    reasoningDetails: json().$type<unknown[]>(),
    toolCalls: json().$type<ToolCall[]>().notNull(),
    inputTokens: tokens(),
    cacheReadTokens: tokens(),
    cacheWriteTokens: tokens(),
    outputTokens: tokens(),
    reasoningTokens: tokens(),
    /** `reported` or `estimated`; null while nothing is known. */
    usageSource: losslessText(),
    billedUsd: usd(),
    computedUsd: usd(),
    reportedUsd: usd(),
    lookedUpUsd: usd(),
    /** The worst that it may cost, set aside in the day's budget until it ends; null without a budget. */
    reservedUsd: usd(),
    /** Whose network's part of the day's budget it is set aside in (`budget_days`); null where there is none. */
    network: losslessText(),
    /** A visitor paid for it, with a key of their own: no budget counts it. */
    ownKey: boolean().notNull().default(false),
    pricePointId: uuid().references(() => pricePoints.id),
    queuedMs: doublePrecision(),
    ttftMs: doublePrecision(),
    firstAnswerMs: doublePrecision(),
    thinkingMs: doublePrecision(),
    throughputTps: doublePrecision(),
    endToEndMs: doublePrecision(),
    longestStallMs: doublePrecision(),
    gapP50Ms: doublePrecision(),
    gapP95Ms: doublePrecision(),
    attempts: json().$type<Attempt[]>().notNull(),
    /**
     * The instance whose end of the run is still to come. Null once that is written; a row that was marked `interrupted`
     * in its stead keeps it, and takes the real end if that comes after all.
     */
    instance: losslessText(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    endedAt: timestamp({ withTimezone: true }),
  },
  (table) => [
    unique("runs_place").on(table.comparisonId, table.turn, table.lane, table.attempt),
    // The latency table reads the first, partial hour of its window from here: real runs only.
    index("runs_real_by_time").on(table.createdAt).where(sql`not ${table.simulated}`),
    // Start-up looks for rows that an instance left behind.
    index("runs_unfinished").on(table.status).where(sql`${table.status} in ('queued', 'running')`),
    index("runs_owner").on(table.owner, table.id),
    // The log's filters: without these, a page of what is rare would walk through the whole log.
    index("runs_owner_tier").on(table.owner, table.tier, table.id),
    index("runs_owner_provider").on(table.owner, table.provider, table.id),
    index("runs_owner_status").on(table.owner, table.status, table.id),
    index("runs_owner_upstream")
      .on(table.owner, table.upstream, table.id)
      .where(sql`${table.upstream} is not null`),
  ],
);
