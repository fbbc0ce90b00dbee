import { findProvider } from "@/lib/catalog/catalog";
import type { ProviderId } from "@/lib/catalog/types";

/** The provider's address, without a trailing slash; whether it has a key does not matter here. */
export function baseUrlOf(provider: ProviderId, override: string | undefined): string {
  const baseUrl = override ?? findProvider(provider)?.baseUrl;
  if (!baseUrl) throw new Error(`${provider} has no address`);
  return baseUrl;
}
