import { json, pgTable, primaryKey, timestamp } from "drizzle-orm/pg-core";
import type { EndpointModel, EndpointView } from "@/lib/catalog/custom-endpoint";
import { losslessText } from "./lossless-text";

/** Servers that people entered in Settings. Those of GLIMPSE_ENDPOINTS are not here: the environment holds them. */
export const endpoints = pgTable(
  "endpoints",
  {
    owner: losslessText().notNull(),
    /** A slug; the provider id is `custom-` and this. It stands in the log, so it never changes. */
    name: losslessText().notNull(),
    baseUrl: losslessText().notNull(),
    dialect: losslessText().$type<EndpointView["dialect"]>().notNull(),
    preset: losslessText().$type<EndpointView["preset"]>(),
    /** Encrypted and bound to `keyOrigin`; null without a key. */
    sealedKey: losslessText(),
    /** The origin that the key was entered for: it is never sent to another. */
    keyOrigin: losslessText(),
    models: json().$type<EndpointModel[]>().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.owner, table.name] })],
);
