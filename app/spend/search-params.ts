import { createLoader, parseAsStringLiteral } from "nuqs/server";

/** How many UTC days the page looks back, today included. */
export const SPEND_DAYS = ["7", "30", "90"] as const;

/** What the address of /spend says. */
export const spendParams = { days: parseAsStringLiteral(SPEND_DAYS).withDefault("30") };

export const loadSpendParams = createLoader(spendParams);
