import type { Provider } from "@/lib/catalog/types";
import { demoUpstream } from "../demo/demo-upstream";
import { env } from "../env";

/** Where a provider's calls go and by which key; `apiKey` is null where none is needed. */
export type Endpoint = { baseUrl: string; apiKey: string | null };

/** Any variable of the environment by its name in the catalogue. */
function variable(name: string | null): string | null {
  const value = name === null ? undefined : Reflect.get(env(), name);
  return typeof value === "string" ? value : null;
}

/** Whether calls can be made; when not, what to do, in a sentence. */
export function configurationOf(
  provider: Provider,
): { configured: true } | { configured: false; remedy: string } {
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

/** The provider's endpoint; throws when it is not configured (ask `configurationOf` first). */
export async function endpointOf(provider: Provider): Promise<Endpoint> {
  const configuration = configurationOf(provider);
  if (!configuration.configured) throw new Error(configuration.remedy);
  if (provider.kind === "simulated") return { baseUrl: (await demoUpstream()).baseUrl, apiKey: null };
  const baseUrl = variable(provider.baseUrlVariable) ?? provider.baseUrl;
  if (baseUrl === null) throw new Error(`${provider.name} has no address`);
  return { baseUrl: baseUrl.replace("{region}", env().AWS_REGION), apiKey: variable(provider.keyVariable) };
}
