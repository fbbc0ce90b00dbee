import { database } from "@/db/client";
import {
  deleteEndpoint,
  insertEndpoint,
  readEndpoint,
  type StoredEndpoint,
  updateEndpoint,
} from "@/db/queries/endpoints";
import { recordCatalogPrices } from "@/db/queries/price-points";
import type { ChangeEndpoint, CreateEndpoint, EndpointView } from "@/lib/catalog/custom-endpoint";
import { AppError } from "./app-error";
import { environmentEndpoints, fromStore, offersOf, originOf } from "./custom-endpoints";
import { refusalOfHost } from "./guards/check-address";
import { seal } from "./secrets";

export type EndpointChange = EndpointView & { warnings: { code: string; message: string }[] };

/**
 * Stores a new endpoint and records its prices.
 *
 * @throws AppError invalid-body for an address that is refused; conflict when the name is taken
 */
export async function createEndpoint(
  { apiKey, ...body }: CreateEndpoint,
  owner: string,
): Promise<EndpointView> {
  await requireAddress(body.baseUrl);
  const taken = () => new AppError("conflict", `There is an endpoint named "${body.name}" already.`);
  if (isFixed(body.name)) throw taken();
  const key = await sealedFor(body.baseUrl, apiKey ?? null);
  return (await database()).transaction(async (transaction) => {
    const stored = await insertEndpoint(transaction, { owner, ...body, ...key });
    if (!stored) throw taken();
    return recordPrices(transaction, stored);
  });
}

/**
 * Changes an endpoint. A new origin drops the key that was entered for the old one, unless it brings its own.
 *
 * @throws AppError not-found; invalid-body for an address that is refused; conflict for one of the environment
 */
export async function changeEndpoint(
  name: string,
  { apiKey, ...change }: ChangeEndpoint,
  owner: string,
): Promise<EndpointChange> {
  requireChangeable(name);
  if (change.baseUrl !== undefined) await requireAddress(change.baseUrl);
  const db = await database();
  const before = await readEndpoint(db, owner, name);
  if (!before) throw missingEndpoint();
  const baseUrl = change.baseUrl ?? before.baseUrl;
  const movesAway = before.sealedKey !== null && before.keyOrigin !== originOf(baseUrl);
  const dropsKey = apiKey === undefined && movesAway;
  const key = apiKey !== undefined || dropsKey ? await sealedFor(baseUrl, apiKey ?? null) : {};
  const changed = await db.transaction(async (transaction) => {
    const stored = await updateEndpoint(transaction, owner, name, { ...change, ...key });
    if (!stored) throw missingEndpoint();
    return recordPrices(transaction, stored);
  });
  const message = `The key was entered for ${before.keyOrigin} and has been forgotten. Enter the one for ${originOf(baseUrl)}.`;
  return { ...changed, warnings: dropsKey ? [{ code: "key-dropped", message }] : [] };
}

/** Forgets an endpoint and its key. @throws AppError not-found; conflict for one of the environment */
export async function removeEndpoint(name: string, owner: string): Promise<void> {
  requireChangeable(name);
  if (!(await deleteEndpoint(await database(), owner, name))) throw missingEndpoint();
}

export function missingEndpoint(): AppError {
  return new AppError("not-found", "There is no such endpoint.");
}

/** @throws AppError invalid-body for an address that no endpoint may have */
export async function requireAddress(baseUrl: string): Promise<void> {
  const message = await refusalOfHost(baseUrl);
  if (message === null) return;
  throw new AppError("invalid-body", `baseUrl: ${message}`, { fields: [{ field: "baseUrl", message }] });
}

function requireChangeable(name: string): void {
  if (!isFixed(name)) return;
  throw new AppError("conflict", `"${name}" is set by GLIMPSE_ENDPOINTS. Change it there.`);
}

function isFixed(name: string): boolean {
  return environmentEndpoints().some(({ view }) => view.name === name);
}

async function sealedFor(
  baseUrl: string,
  key: string | null,
): Promise<Pick<StoredEndpoint, "sealedKey" | "keyOrigin">> {
  if (key === null) return { sealedKey: null, keyOrigin: null };
  const keyOrigin = originOf(baseUrl);
  return { sealedKey: await seal(key, keyOrigin), keyOrigin };
}

/** With the endpoint or not at all: a run without a price point has no cost. */
async function recordPrices(
  db: Parameters<typeof recordCatalogPrices>[0],
  stored: StoredEndpoint,
): Promise<EndpointView> {
  const endpoint = fromStore(stored);
  await recordCatalogPrices(db, offersOf(endpoint));
  return endpoint.view;
}
