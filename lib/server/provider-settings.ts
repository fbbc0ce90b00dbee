import type { KeyView } from "@/lib/api/key-schema";
import { providers } from "@/lib/catalog/catalog";
import type { ProviderKind } from "@/lib/catalog/types";
import { env } from "./env";
import { type KeyHolder, keyringOf, originOf } from "./keys/keyring";
import { isKeyed, viewKey } from "./keys/list-keys";
import { openToVisitors, takesVisitorsKey } from "./keys/open-to-visitors";
import { connectionTo } from "./providers/connection";
import { addressOf } from "./providers/endpoint";

/** How a provider of the catalogue is set up for somebody, without its key. */
export type ProviderSetting = {
  id: string;
  name: string;
  kind: ProviderKind;
  docsUrl: string | null;
  configured: boolean;
  /** The variable that turns it on; null where nothing needs to be set. */
  variable: string | null;
  /** Where calls go; of it a visitor sees the origin, where a key of theirs would be sent. */
  address: string | null;
  /** The variable that moved the address; null where it is the provider's own. */
  overriddenBy: string | null;
  /** One's own key; null where none can be entered. */
  key: KeyView | null;
};

/** All providers of the catalogue that this caller may have to do with, in its order. */
export async function providerSettings(caller: KeyHolder): Promise<ProviderSetting[]> {
  const keys = keyringOf(caller);
  const shown = providers
    .filter(({ kind }) => kind !== "simulated" || env().GLIMPSE_DEMO)
    .filter((provider) => keys.isOperator || openToVisitors(provider) || takesVisitorsKey(provider));
  return Promise.all(
    shown.map(async (provider) => {
      const { id, name, kind, docsUrl, keyVariable, baseUrlVariable } = provider;
      const { baseUrl, isOverridden } = addressOf(provider);
      const takesKey = isKeyed(provider) && (keys.isOperator || takesVisitorsKey(provider));
      return {
        id,
        name,
        kind,
        docsUrl,
        configured: (await connectionTo(provider, keys)).configured,
        variable: kind === "local" ? baseUrlVariable : keyVariable,
        address: keys.isOperator ? baseUrl : originOf(provider),
        overriddenBy: keys.isOperator && isOverridden && kind !== "local" ? baseUrlVariable : null,
        key: takesKey && baseUrl !== null ? await viewKey(provider, keys) : null,
      };
    }),
  );
}
