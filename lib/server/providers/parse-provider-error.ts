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
  const { message, code } = messageAndCode(body);
  const status = httpStatus ?? statusOfCode(code);
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

function messageAndCode(body: unknown): { message: string | null; code: string | null } {
  if (typeof body === "string") return { message: cut(body.trim()), code: null };
  const outer = recordOf(body);
  if (!outer) return { message: null, code: null };
  const inner = recordOf(outer.error) ?? recordOf(firstOf(outer.errors)) ?? recordOf(firstOf(outer.detail));
  const words = [inner?.message, inner?.msg, outer.error, outer.message, outer.msg, outer.detail];
  const codes = [inner?.code, inner?.type, outer.code, outer.status_code, outer.type];
  return {
    message: cut(words.find((word) => typeof word === "string" && word !== "")),
    code: codes.map(wordOf).find((code) => code !== null) ?? null,
  };
}

/** OpenRouter and Cerebras put an HTTP status into an error inside a stream. */
function statusOfCode(code: string | null): number | null {
  return code !== null && /^[45]\d\d$/.test(code) ? Number(code) : null;
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
