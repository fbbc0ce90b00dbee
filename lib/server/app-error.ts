/** Every code that an error of ours can carry, and the HTTP status it answers with. */
const STATUS_OF_CODE = {
  "invalid-json": 400,
  "invalid-body": 400,
  "invalid-query": 400,
  "unknown-offer": 400,
  "forbidden-origin": 403,
  "forbidden-host": 403,
  "forbidden-in-public": 403,
  "not-found": 404,
  "body-timeout": 408,
  conflict: 409,
  "body-too-large": 413,
  "unsupported-media-type": 415,
  "shutting-down": 503,
  "database-unavailable": 503,
  internal: 500,
} as const;

export type AppErrorCode = keyof typeof STATUS_OF_CODE;

export type FieldError = { field: string; message: string };

/** The one error that our code throws on purpose; `toProblem` turns it into an answer. */
export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly fields: FieldError[] | undefined;

  /** @param detail one sentence for the caller: what is wrong and what to do */
  constructor(code: AppErrorCode, detail: string, options: { fields?: FieldError[]; cause?: unknown } = {}) {
    super(detail, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.fields = options.fields;
  }

  get status(): number {
    return STATUS_OF_CODE[this.code];
  }
}

/** `application/problem+json` (RFC 9457), as all our errors answer. */
export function toProblem(error: AppError): Response {
  const { code, status, message, fields } = error;
  return Response.json(
    {
      type: `about:blank#${code}`,
      title: code.replaceAll("-", " "),
      status,
      detail: message,
      code,
      ...(fields ? { errors: fields } : {}),
    },
    { status, headers: { "content-type": "application/problem+json" } },
  );
}
