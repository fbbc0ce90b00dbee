import { database } from "@/db/client";
import { listEndpoints, readEndpoint, type StoredEndpoint } from "@/db/queries/endpoints";
import type { EndpointView, EnvironmentEndpoint } from "@/lib/catalog/custom-endpoint";
import { customOffers, customProviderId } from "@/lib/catalog/custom-offers";
import type { Offer } from "@/lib/catalog/types";
import { env } from "./env";
import { refusalOfAddress } from "./guards/check-address";
import type { ProviderAdapter } from "./providers/adapter";
import { adapterOf } from "./providers/adapters";
import type { Configuration, Endpoint } from "./providers/endpoint";
import { open, SealError } from "./secrets";

/** A custom endpoint, and how to come by its key. */
export type CustomEndpoint = {
  view: EndpointView;
  /** The key; null where there is none. Not for anyone but the endpoint's own origin. @throws SealError */
  readKey(): Promise<string | null>;
};

/** The endpoints of GLIMPSE_ENDPOINTS: everybody's, and changed only there. */
export function environmentEndpoints(): CustomEndpoint[] {
  return env().GLIMPSE_ENDPOINTS.map(fromEnvironment);
}

/** All endpoints that this owner can call. The environment's hide stored ones of the same name. */
export async function listCustomEndpoints(owner: string): Promise<CustomEndpoint[]> {
  const fixed = environmentEndpoints();
  const names = new Set(fixed.map(({ view }) => view.name));
  const stored = await listEndpoints(await database(), owner);
  return [...fixed, ...stored.filter(({ name }) => !names.has(name)).map(fromStore)];
}

/** One of them; null when there is none of this name. */
export async function findCustomEndpoint(owner: string, name: string): Promise<CustomEndpoint | null> {
  const fixed = environmentEndpoints().find(({ view }) => view.name === name);
  if (fixed) return fixed;
  const stored = await readEndpoint(await database(), owner, name);
  return stored && fromStore(stored);
}

/** The environment bears no date: its prices are as of the day on which this process read them. */
const READ_ON = new Date().toISOString();

export function offersOf({ view }: CustomEndpoint): Offer[] {
  return customOffers(view, (view.updatedAt ?? READ_ON).slice(0, 10));
}

/** A preset knows what its server does in chat-completions; in the other dialects no switch is documented. */
export function adapterOfEndpoint({ view }: CustomEndpoint): ProviderAdapter {
  return adapterOf(view.provider, view.dialect === "chat-completions" ? view.preset : null);
}

/** Whether it can be called; when not, what to do, in a sentence. */
export async function configurationOfCustom({ view, readKey }: CustomEndpoint): Promise<Configuration> {
  const refusal = refusalOfAddress(view.baseUrl);
  if (refusal !== null)
    return { configured: false, remedy: `The address of the endpoint "${view.name}" ${refusal}.` };
  try {
    await readKey();
    return { configured: true };
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    const remedy = `The key of the endpoint "${view.name}" can't be read: ${error.message} Enter it again in Settings.`;
    return { configured: false, remedy };
  }
}

/** Where its calls go, and by which key. @throws SealError */
export async function endpointOfCustom({ view, readKey }: CustomEndpoint): Promise<Endpoint> {
  return { baseUrl: view.baseUrl, apiKey: await readKey(), isCustom: true };
}

/** The part of an address that a key is bound to. */
export function originOf(baseUrl: string): string {
  return new URL(baseUrl).origin;
}

function fromEnvironment({ apiKey, apiKeyVariable, ...endpoint }: EnvironmentEndpoint): CustomEndpoint {
  const key = apiKeyVariable === undefined ? apiKey : process.env[apiKeyVariable]?.trim();
  return {
    view: {
      ...endpoint,
      provider: customProviderId(endpoint.name),
      hasKey: key !== undefined,
      readOnly: true,
      createdAt: null,
      updatedAt: null,
    },
    readKey: async () => key ?? null,
  };
}

export function fromStore({
  name,
  baseUrl,
  dialect,
  preset,
  models,
  ...row
}: StoredEndpoint): CustomEndpoint {
  const origin = originOf(baseUrl);
  const sealedKey = row.keyOrigin === origin ? row.sealedKey : null;
  return {
    view: {
      name,
      provider: customProviderId(name),
      baseUrl,
      dialect,
      preset,
      models,
      hasKey: sealedKey !== null,
      readOnly: false,
      createdAt: row.createdAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
    },
    readKey: async () => (sealedKey === null ? null : open(sealedKey, origin)),
  };
}
