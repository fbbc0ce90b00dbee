import type { ErrorClass } from "@/lib/runs/run";
import { recordOf, stringOf, type WireJson } from "../dialects/dialect-wire";

/**
 * What Runware's codes mean, by their parts: there are hundreds, and they are still being standardised
 * (runware.ai/docs/platform/errors; the SDK groups them the same way, 2026-07). The first match counts. Null: the HTTP
 * status says it.
 */
const CLASSES: readonly [RegExp, ErrorClass][] = [
  [/credits|quota|balance|paymentRequired/i, "auth"],
  [/rateLimit/i, "rate-limit"],
  [/^provider(authentication|auth)/i, "upstream"],
  [
    /apiKey|^auth|^token|^(account|organization|workspace)(suspended|disabled)|unauthorized|forbidden|permission|credentials|authentication/i,
    "auth",
  ],
  [/timeout/i, "timeout"],
  [
    /^(noAvailableServer|serviceUnavailable|serverUnavailable|providerUnavailable|model(Unavailable|NotReady))$/,
    "overloaded",
  ],
  [
    /^(invalid|missing|conflict|duplicate|unsupported|unknownModel|unknownParameter|incompatible|mismatch|value|array|max|validation)|(NotFound|Expired)$/,
    "invalid-request",
  ],
  [/contentPolicy|sensitiveContent|unsafeContent|nsfw|promptBlocked|moderationFailed/i, "invalid-request"],
];

export function classOfCode(code: string): ErrorClass | null {
  return CLASSES.find(([pattern]) => pattern.test(code))?.[1] ?? null;
}

/** Whether an error body says that the model's id is not known, or not one: by its parameter, else by its code. */
export function isAboutModel(body: WireJson): boolean {
  const error = recordOf(body.error) ?? recordOf(Array.isArray(body.errors) ? body.errors[0] : null);
  if (!error) return false;
  const parameters = Array.isArray(error.parameter) ? error.parameter : [error.parameter];
  if (parameters.includes("model")) return true;
  return /^(invalid|unknown|unsupported)Model|^modelNotFound$|AIR(Identifier)?$/.test(stringOf(error.code));
}
