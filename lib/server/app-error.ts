import { redactorOf } from "./redaction/known-secrets";

/** Every code that an error of ours can carry, and the HTTP status it answers with. */
const STATUS_OF_CODE = {
  "invalid-json": 400,
  "invalid-body": 400,
  "invalid-query": 400,
  "unknown-offer": 400,
  unauthorized: 401,
  "forbidden-origin": 403,
  "forbidden-host": 403,
  "forbidden-in-public": 403,
  "not-found": 404,
  "body-timeout": 408,
  conflict: 409,
  "key-like-text": 409,
  "body-too-large": 413,
  "unsupported-media-type": 415,
  "rate-limited": 429,
  "too-many-tries": 429,
  "shutting-down": 503,
  overloaded: 503,
  "database-unavailable": 503,
  "stream-unavailable": 503,
  internal: 500,
} as const;

export type AppErrorCode = keyof typeof STATUS_OF_CODE;

export const APP_ERROR_CODES = Object.keys(STATUS_OF_CODE) as AppErrorCode[];

/** The HTTP status that a code answers with. */
export function statusOfCode(code: AppErrorCode): number {
  return STATUS_OF_CODE[code];
}

export type FieldError = { field: string; message: string };

/** The one error that our code throws on purpose; `toProblem` turns it into an answer. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly fields: FieldError[] | undefined;
  /** When it is worth trying again. */
  readonly retryAfterSeconds: number | undefined;
  /** Beside those of every problem. */
  readonly headers: Readonly<Record<string, string>>;

  /** @param detail one sentence for the caller: what is wrong and what to do */
  constructor(
    code: AppErrorCode,
    detail: string,
    options: {
      fields?: FieldError[];
      retryAfterSeconds?: number;
      headers?: Readonly<Record<string, string>>;
      cause?: unknown;
    } = {},
  ) {
    super(detail, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.fields = options.fields;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.headers = options.headers ?? {};
  }

  get status(): number {
    return statusOfCode(this.code);
  }
}

/** Whether an error is one of ours. By name: Next loads this module several times, and what they share throws the class of whoever made it. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === "AppError";
}

/** The database does not answer: what was asked is not done, and is worth asking again soon. */
export function databaseUnavailable(cause?: unknown): AppError {
  const detail = "The database does not answer. Nothing was started; try again shortly.";
  return new AppError("database-unavailable", detail, { retryAfterSeconds: 2, cause });
}

/** `application/problem+json` (RFC 9457), as all our errors answer. */
export function toProblem(error: AppError): Response {
  const { code, status, message, fields, retryAfterSeconds } = error;
  const headers = new Headers({
    ...error.headers,
    "content-type": "application/problem+json",
    "cache-control": "no-store",
  });
  if (status === 401) headers.set("www-authenticate", "Bearer");
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(retryAfterSeconds));
  const problem = {
    type: `about:blank#${code}`,
    title: code.replaceAll("-", " "),
    status,
    detail: message,
    code,
    ...(fields ? { errors: fields } : {}),
  };
  return Response.json(redactorOf().redactJson(problem).value, { status, headers });
}

/** The same for a person whose browser asked for a page: plain words, asked again by itself once that is worth it. */
export function toPlainPage(error: AppError): Response {
  const { headers, status } = toProblem(error);
  headers.set("content-type", "text/plain; charset=utf-8");
  if (error.retryAfterSeconds !== undefined) headers.set("refresh", String(error.retryAfterSeconds));
  return new Response(redactorOf().redact(error.message), { status, headers });
}
