import type { Provider } from "@/lib/catalog/types";
import { env } from "../env";

/**
 * Where a provider's calls go and by which key; `apiKey` is null where none is needed. `isCustom`: somebody entered the
 * address, and it is checked at every connection.
 */
export type Endpoint = { baseUrl: string; apiKey: string | null; isCustom?: true };

/** Whether calls can be made; when not, what to do, in a sentence. */
export type Configuration = { configured: true } | { configured: false; remedy: string };

/** Any variable of the environment by its name in the catalogue. */
export function environmentVariable(name: string | null): string | null {
  const value = name === null ? undefined : Reflect.get(env(), name);
  return typeof value === "string" ? value : null;
}

/** Where a provider's calls go, and whether the environment moved them there; null where nobody has said it. */
export function addressOf({ baseUrl, baseUrlVariable }: Provider): {
  baseUrl: string | null;
  isOverridden: boolean;
} {
  const override = environmentVariable(baseUrlVariable);
  const address = (override ?? baseUrl)?.replace("{region}", env().AWS_REGION) ?? null;
  return { baseUrl: address, isOverridden: override !== null };
}
