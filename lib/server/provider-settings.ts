import { providers } from "@/lib/catalog/catalog";
import type { ProviderKind } from "@/lib/catalog/types";
import { env } from "./env";
import { addressOf, configurationOf } from "./providers/endpoint";

/** How a provider of the catalogue is set up, without its key. */
export type ProviderSetting = {
  id: string;
  name: string;
  kind: ProviderKind;
  docsUrl: string | null;
  configured: boolean;
  /** The variable that turns it on; null where nothing needs to be set. */
  variable: string | null;
  address: string | null;
  /** The variable that moved the address; null where it is the provider's own. */
  overriddenBy: string | null;
};

/** All providers of the catalogue, in its order. */
export function providerSettings(): ProviderSetting[] {
  return providers
    .filter(({ kind }) => kind !== "simulated" || env().GLIMPSE_DEMO)
    .map((provider) => {
      const { id, name, kind, docsUrl, keyVariable, baseUrlVariable } = provider;
      const { baseUrl, isOverridden } = addressOf(provider);
      return {
        id,
        name,
        kind,
        docsUrl,
        configured: configurationOf(provider).configured,
        variable: kind === "local" ? baseUrlVariable : keyVariable,
        address: baseUrl,
        overriddenBy: isOverridden && kind !== "local" ? baseUrlVariable : null,
      };
    });
}
