import type { z } from "zod";
import type { testEndpointSchema } from "@/lib/catalog/custom-endpoint";
import { customProviderId } from "@/lib/catalog/custom-offers";
import { type CustomEndpoint, findCustomEndpoint, originOf } from "./custom-endpoints";
import { requireAddress } from "./save-endpoint";

type Draft = Omit<z.infer<typeof testEndpointSchema>, "tier">;

/**
 * An endpoint as it stands in a form. Where it brings no key of its own, the stored endpoint of its name lends its
 * key, to the origin that it was entered for and to no other.
 *
 * @throws AppError invalid-body for an address that is refused
 */
export async function draftEndpoint(
  { name = "draft", apiKey, ...fields }: Draft,
  owner: string,
): Promise<CustomEndpoint> {
  await requireAddress(fields.baseUrl);
  const stored = apiKey === undefined ? await findCustomEndpoint(owner, name) : null;
  const lends = stored !== null && originOf(stored.view.baseUrl) === originOf(fields.baseUrl);
  const readKey = lends ? stored.readKey : async () => apiKey ?? null;
  const provider = customProviderId(name);
  return {
    view: {
      ...fields,
      name,
      provider,
      hasKey: lends ? stored.view.hasKey : Boolean(apiKey),
      readOnly: false,
      createdAt: null,
      updatedAt: null,
    },
    readKey,
  };
}
