import { AppError } from "../app-error";
import { env } from "../env";

/** On a public site, strangers neither see nor enter keys and endpoints. @throws AppError forbidden-in-public */
export function requirePrivate(): void {
  if (!env().GLIMPSE_PUBLIC) return;
  throw new AppError(
    "forbidden-in-public",
    "This server is public (GLIMPSE_PUBLIC), so its endpoints are set by GLIMPSE_ENDPOINTS alone.",
  );
}
