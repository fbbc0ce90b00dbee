import type { Provider } from "@/lib/catalog/types";
import { env } from "../env";

/** Whether visitors of a public server may call a provider on its operator's key. */
export function openToVisitors({ id }: Provider): boolean {
  return env().GLIMPSE_PUBLIC_PROVIDERS.includes(id);
}

/** Whether a visitor may bring a key of their own: what runs at the operator's place is not theirs to call. */
export function takesVisitorsKey({ kind }: Provider): boolean {
  return kind === "direct" || kind === "router";
}
