import type { Provider } from "@/lib/catalog/types";
import { demoUpstream } from "../demo/demo-upstream";
import { env } from "../env";
import type { FoundKey, Keyring, KeySource } from "../keys/keyring";
import { openToVisitors, takesVisitorsKey } from "../keys/open-to-visitors";
import { addressOf, type Configuration, type Endpoint } from "./endpoint";

/** How calls reach a provider; when they can't, what to do, in a sentence. */
export type Connection =
  | {
      configured: true;
      /** Null where calls need no key and have none. */
      keySource: KeySource | null;
      /** Where the call goes and by which key; asked for at the moment of the call. */
      endpoint: () => Promise<Endpoint>;
    }
  | Exclude<Configuration, { configured: true }>;

/** How whoever holds these keys reaches a provider of the catalogue. */
export async function connectionTo(provider: Provider, keys: Keyring): Promise<Connection> {
  const found = await keys.find(provider);
  const missing = whatIsMissing(provider, keys.isOperator, found);
  if (missing !== null) return { configured: false, remedy: missing };
  if (provider.kind === "simulated") {
    const endpoint = async () => ({ baseUrl: (await demoUpstream()).baseUrl, apiKey: null });
    return { configured: true, keySource: null, endpoint };
  }
  const { baseUrl } = addressOf(provider);
  if (baseUrl === null) throw new Error(`${provider.name} has no address`);
  return {
    configured: true,
    keySource: found.source,
    endpoint: async () => ({ baseUrl, apiKey: found.key }),
  };
}

/** What stands between somebody and a provider, and what to do about it; null when nothing does. */
function whatIsMissing(provider: Provider, isOperator: boolean, { key, fault }: FoundKey): string | null {
  const { name, kind, keyVariable } = provider;
  if (fault !== null) return fault;
  if (key === null && !isOperator && !openToVisitors(provider)) {
    const closed = `${name} is not open to visitors of this server.`;
    return takesVisitorsKey(provider) ? `${closed} Enter a key of your own in Settings.` : closed;
  }
  if (kind === "simulated")
    return env().GLIMPSE_DEMO ? null : "The Demo provider is switched off by GLIMPSE_DEMO.";
  if (kind === "local") {
    if (addressOf(provider).baseUrl !== null) return null;
    return `${name} is not configured: set the address of your server in ${provider.baseUrlVariable} and start Glimpse again.`;
  }
  if (key !== null) return null;
  return `${name} is not configured: enter its key in Settings, or set ${keyVariable} and start Glimpse again.`;
}
