import { errorClassOfStatus } from "@/lib/runs/outcome";
import type { RunError } from "@/lib/runs/run";
import type { ProviderAdapter } from "./adapter";

/**
 * A provider's error, whatever its shape: `error.message`, `error` as a string, `errors[0].message`, `message`, `msg`,
 * `detail` as a string or a list; the code beside it. All of these were seen among the providers of the catalogue.
 *
 * @param body the parsed JSON, or the text where it was none
 * @param httpStatus of the refusal; null for an error inside a stream
 */
export function parseProviderError(
  body: unknown,
  httpStatus: number | null,
  adapter: ProviderAdapter,
): Pick<RunError, "class" | "code" | "message" | "httpStatus"> {
  const { message, codes } = messageAndCodes(body);
  const code = codes[0] ?? null;
  const status = httpStatus ?? codes.map(statusOfCode).find((known) => known !== null);
  return {
    class: (code !== null && adapter.classifyError?.(code)) || errorClassOfStatus(status ?? 500),
    code,
    message:
      message ??
      (httpStatus === null ? "The provider reported an error without a message." : `HTTP ${httpStatus}`),
    httpStatus,
  };
}

/** Whether a chunk is an error rather than a piece of an answer. */
export function isErrorChunk(chunk: Record<string, unknown>): boolean {
  return chunk.error != null || Array.isArray(chunk.errors) || (chunk.success === false && "msg" in chunk);
}

const LONGEST_MESSAGE = 2000;

/** The words for a person, and all that may be a code or an HTTP status, the most telling first. */
function messageAndCodes(body: unknown): { message: string | null; codes: string[] } {
  if (typeof body === "string") return { message: cut(body.trim()), codes: [] };
  const outer = recordOf(body);
  if (!outer) return { message: null, codes: [] };
  const inner = recordOf(outer.error) ?? recordOf(firstOf(outer.errors)) ?? recordOf(firstOf(outer.detail));
  const words = [inner?.message, inner?.msg, outer.error, outer.message, outer.msg, outer.detail];
  const codes = [
    inner?.code,
    inner?.type,
    inner?.error_type,
    inner?.http_status,
    outer.code,
    outer.status_code,
    outer.type,
  ];
  return {
    message: cut(words.find((word) => typeof word === "string" && word !== "")),
    codes: codes.map(wordOf).filter((code) => code !== null),
  };
}

/** The words for an error inside a stream, and the HTTP status that their API reference gives beside each (Anthropic's and OpenAI's, 2026). */
const STATUS_OF_WORD = new Map(
  Object.entries({
    invalid_request_error: 400,
    invalid_prompt: 400,
    authentication_error: 401,
    billing_error: 402,
    insufficient_quota: 402,
    permission_error: 403,
    not_found_error: 404,
    request_too_large: 413,
    rate_limit_error: 429,
    rate_limit_exceeded: 429,
    timeout_error: 504,
    overloaded_error: 529,
  }),
);

/** OpenRouter and Cerebras put an HTTP status into an error inside a stream. */
function statusOfCode(code: string): number | null {
  return /^[45]\d\d$/.test(code) ? Number(code) : (STATUS_OF_WORD.get(code) ?? null);
}

function recordOf(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : null;
}

function wordOf(value: unknown): string | null {
  return typeof value === "number" || (typeof value === "string" && value !== "")
    ? String(value).slice(0, 100)
    : null;
}

function cut(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value.slice(0, LONGEST_MESSAGE) : null;
}
