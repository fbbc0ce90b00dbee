import type { RunError } from "@/lib/runs/run";
import type { Redactor } from "../redaction/redactor";
import type { ProviderAdapter } from "./adapter";
import { isErrorChunk, parseProviderError } from "./parse-provider-error";
import type { WireResponse } from "./send";
import { timeLimits, timeoutOf } from "./time-limits";
import type { Watchdog } from "./watchdog";

/** Why an answer did not come, or not whole, in the words of the log. */

/**
 * A refusal by status, or a 200 that isn't a stream: JSON, HTML or nothing where tokens were expected.
 *
 * @param text the body; null where it was not read, because it is compressed or too large
 */
export function refusalOf(response: WireResponse, text: string | null, adapter: ProviderAdapter): RunError {
  const { status, retryAfterMs, contentType, location } = response;
  if (status >= 300 && status < 400) {
    const message = `The provider redirected to ${location ?? "another address"}, which is not followed. Correct its base URL.`;
    return { class: "invalid-request", code: "redirect", message, httpStatus: status, retryAfterMs: null };
  }
  if (text === null) return unreadRefusal(response, adapter);
  const body = parseJson(text);
  if (status >= 400) {
    return { ...parseProviderError(body ?? text, status, adapter), retryAfterMs };
  }
  if (typeof body === "object" && body !== null && isErrorChunk({ ...body })) {
    return { ...parseProviderError(body, null, adapter), httpStatus: status, retryAfterMs };
  }
  const what = text === "" ? "an empty answer" : `${contentType || "an answer without a content type"}`;
  const message = `The provider sent ${what} where a stream of events was expected.`;
  return { class: "malformed-stream", code: "not-a-stream", message, httpStatus: status, retryAfterMs: null };
}

function unreadRefusal({ status, retryAfterMs, encoding }: WireResponse, adapter: ProviderAdapter): RunError {
  const why =
    encoding === null
      ? "is too large to be read"
      : `is compressed (${encoding}), which was not asked for and is never unpacked`;
  if (status >= 400) {
    const message = `HTTP ${status}. What the provider says about it ${why}.`;
    return { ...parseProviderError(null, status, adapter), message, retryAfterMs };
  }
  const message = `The provider's answer ${why}. Choose another provider, or correct what stands between.`;
  return {
    class: "malformed-stream",
    code: "unread-answer",
    message,
    httpStatus: status,
    retryAfterMs: null,
  };
}

/** A stream that can't be what the model said. */
export function damaged(message: string): RunError {
  return { class: "malformed-stream", code: "damaged-stream", message, httpStatus: 200, retryAfterMs: null };
}

/** A stream that ended without a finish reason, after so many bytes; `isDone`: although it said that it was complete. */
export function cutOff(bytes: number, isDone: boolean): RunError {
  if (bytes === 0) return damaged("The provider's stream was empty.");
  if (isDone) return damaged("The provider ended its stream without saying why the answer ended.");
  const message = "The connection ended before the provider said that the answer was finished.";
  return { class: "network", code: "cut-off", message, httpStatus: 200, retryAfterMs: null };
}

/** What went wrong on the way; null when a person stopped the run, which is no failure. */
export function transportFailure(error: unknown, watchdog: Watchdog, redactor: Redactor): RunError | null {
  if (watchdog.expired) return unanswered(watchdog.expired);
  if (watchdog.signal.aborted) return null;
  const code =
    error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
  if (code === "UND_ERR_CONNECT_TIMEOUT") return unanswered(timeoutOf("connect", timeLimits().connectMs));
  if (code === "UND_ERR_HEADERS_OVERFLOW") {
    const message =
      "The head of the provider's answer is larger than any server sends. Choose another provider.";
    return unanswered({ class: "malformed-stream", code: "head-too-large", message });
  }
  if (code === "ADDRESS_REFUSED" && error instanceof Error) {
    const message = `The endpoint was not called, because its address ${error.message}.`;
    return unanswered({ class: "configuration", code: "address-refused", message });
  }
  const words = redactor.redact(
    error instanceof Error ? error.message || (code ?? error.name) : String(error),
  );
  return unanswered({
    class: code === "ETIMEDOUT" ? "timeout" : "network",
    code,
    message: `The provider could not be reached or the connection broke: ${words}`,
  });
}

function unanswered(failure: Pick<RunError, "class" | "code" | "message">): RunError {
  return { ...failure, httpStatus: null, retryAfterMs: null };
}

/** The parsed value; undefined for text that is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // JSON has no undefined: it stands for "not JSON".
  }
}
