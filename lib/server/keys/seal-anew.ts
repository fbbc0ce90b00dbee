import type { Database } from "@/db/client";
import { listSealedEndpointKeys, listSealedProviderKeys, replaceSealedText } from "@/db/queries/sealed-texts";
import { env } from "../env";
import { log } from "../log";
import { SealError, sealAnew } from "../secrets";
import { keyBinding } from "./stored-key";

/**
 * Seals every stored key that GLIMPSE_SECRET_PREVIOUS sealed with this secret, so that the old one can go. Several
 * instances may do it at once: a nonce makes each sealed text another one, and the first to write wins.
 */
export async function sealKeysAnew(db: Database): Promise<void> {
  if (env().GLIMPSE_SECRET_PREVIOUS === undefined) return;
  const endpointKeys = await listSealedEndpointKeys(db);
  const providerKeys = await listSealedProviderKeys(db);
  const texts = [
    ...endpointKeys.map(({ sealedKey, keyOrigin }) => ({
      sealed: sealedKey ?? "",
      boundTo: keyOrigin ?? "",
    })),
    ...providerKeys.map((row) => ({ sealed: row.sealedKey, boundTo: keyBinding(row) })),
  ];
  let changed = 0;
  let closed = 0;
  for (const { sealed, boundTo } of texts) {
    try {
      const anew = await sealAnew(sealed, boundTo);
      if (anew === null) continue;
      await replaceSealedText(db, sealed, anew);
      changed += 1;
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      closed += 1;
    }
  }
  log.info({ changed, closed }, "stored keys sealed by GLIMPSE_SECRET_PREVIOUS are sealed anew");
}
