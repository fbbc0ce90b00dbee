/** An error answer of the API (RFC 9457), or the lack of any answer. */
export class ApiProblem extends Error {
  readonly status: number | null;
  /** The API's stable word, such as "unknown-offer"; "unreachable" when there was no answer. */
  readonly code: string;
  readonly fields: { field: string; message: string }[];
  readonly retryAfterSeconds: number | null;

  constructor(
    detail: string,
    {
      status = null,
      code = "unreachable",
      fields = [],
      retryAfterSeconds = null,
    }: Partial<Pick<ApiProblem, "status" | "code" | "fields" | "retryAfterSeconds">> = {},
  ) {
    super(detail);
    this.name = "ApiProblem";
    this.status = status;
    this.code = code;
    this.fields = fields;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Reads an error answer, whatever its shape: a proxy in between may answer in HTML. */
export async function problemOfResponse(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null);
  const problem = isRecord(body) ? body : {};
  const retryAfter = Number(response.headers.get("retry-after"));
  return new ApiProblem(
    typeof problem.detail === "string"
      ? problem.detail
      : `The server answered with status ${response.status}.`,
    {
      status: response.status,
      code: typeof problem.code === "string" ? problem.code : `http-${response.status}`,
      fields: Array.isArray(problem.errors) ? problem.errors.filter(isFieldError) : [],
      retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
    },
  );
}

/** `fetch` to our own API. @throws ApiProblem when the server cannot be reached */
export async function callApi(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, cache: "no-store" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiProblem("The server could not be reached. Check that Glimpse is running, then try again.");
  }
}

export function postJson(path: string, body: unknown, init: RequestInit = {}): Promise<Response> {
  return callApi(path, {
    method: "POST",
    ...init,
    headers: { "content-type": "application/json", ...init.headers },
    body: JSON.stringify(body),
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isFieldError(value: unknown): value is { field: string; message: string } {
  return isRecord(value) && typeof value.field === "string" && typeof value.message === "string";
}
