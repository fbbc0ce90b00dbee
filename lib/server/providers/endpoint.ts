import type { Provider } from "@/lib/catalog/types";
import { demoUpstream } from "../demo/demo-upstream";
import { env } from "../env";

/**
 * Where a provider's calls go and by which key; `apiKey` is null where none is needed. `isCustom`: somebody entered the
 * address, and it is checked at every connection.
 */
export type Endpoint = { baseUrl: string; apiKey: string | null; isCustom?: true };

/** Whether calls can be made; when not, what to do, in a sentence. */
export type Configuration = { configured: true } | { configured: false; remedy: string };

/** Any variable of the environment by its name in the catalogue. */
function variable(name: string | null): string | null {
  const value = name === null ? undefined : Reflect.get(env(), name);
  return typeof value === "string" ? value : null;
}

export function configurationOf(provider: Provider): Configuration {
  if (provider.kind === "simulated") {
    return env().GLIMPSE_DEMO
      ? { configured: true }
      : { configured: false, remedy: "The Demo provider is switched off by GLIMPSE_DEMO." };
  }
  const needed = provider.kind === "local" ? provider.baseUrlVariable : provider.keyVariable;
  if (needed === null || variable(needed) !== null) return { configured: true };
  const what =
    provider.kind === "local" ? `the address of your server in ${needed}` : `your key in ${needed}`;
  return {
    configured: false,
    remedy: `${provider.name} is not configured: set ${what} and start Glimpse again.`,
  };
}

/** The same for one owner: a visitor of a public server may call what its operator has opened, and nothing else. */
export function configurationFor(provider: Provider, owner: string): Configuration {
  if (owner === "local" || env().GLIMPSE_PUBLIC_PROVIDERS.includes(provider.id))
    return configurationOf(provider);
  return { configured: false, remedy: `${provider.name} is not open to visitors of this server.` };
}

/** Where a provider's calls go, and whether the environment moved them there; null where nobody has said it. */
export function addressOf({ baseUrl, baseUrlVariable }: Provider): {
  baseUrl: string | null;
  isOverridden: boolean;
} {
  const override = variable(baseUrlVariable);
  const address = (override ?? baseUrl)?.replace("{region}", env().AWS_REGION) ?? null;
  return { baseUrl: address, isOverridden: override !== null };
}

/** The provider's endpoint; throws when it is not configured (ask `configurationOf` first). */
export async function endpointOf(provider: Provider): Promise<Endpoint> {
  const configuration = configurationOf(provider);
  if (!configuration.configured) throw new Error(configuration.remedy);
  if (provider.kind === "simulated") return { baseUrl: (await demoUpstream()).baseUrl, apiKey: null };
  const { baseUrl } = addressOf(provider);
  if (baseUrl === null) throw new Error(`${provider.name} has no address`);
  return { baseUrl, apiKey: variable(provider.keyVariable) };
}
