import {
  createLoader,
  createParser,
  createSerializer,
  parseAsIsoDateTime,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { RUN_STATUSES } from "@/lib/runs/run";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const parseAsUuid = createParser<string>({
  parse: (query) => (UUID.test(query) ? query : null),
  serialize: String,
});

/** What narrows the log; the same words as the API's, so that an export takes them as they are. */
export const runFilterParams = {
  tier: parseAsString,
  provider: parseAsString,
  upstream: parseAsString,
  status: parseAsStringLiteral(RUN_STATUSES),
  /** Instants: the reader's own midnights, which only the browser knows. */
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  q: parseAsString.withDefault(""),
};

/** What the address of /runs says: filters, the page (the last run of the page before), and the run that is open. */
export const runParams = { ...runFilterParams, cursor: parseAsUuid, run: parseAsUuid };

export const loadRunParams = createLoader(runParams);
export const serializeRunParams = createSerializer(runParams);
export const serializeRunFilter = createSerializer(runFilterParams);
