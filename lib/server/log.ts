import pino from "pino";

/** The process log: structured, on stdout, without prompts, answers or keys. Silent under test unless LOG_LEVEL says otherwise. */
export const log = pino({
  name: "glimpse",
  level: process.env.LOG_LEVEL ?? (process.env.VITEST ? "silent" : "info"),
  serializers: { err: loggedError },
});

/**
 * An error as the log may show it. A query's values are prompts and answers: Drizzle puts them into its message, and
 * Postgres, which caused it, the whole row into its detail.
 */
export function loggedError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if ("params" in error) return loggedError(error.cause ?? "a query failed");
  const { name: type, message, stack } = error;
  const code = "code" in error ? error.code : undefined;
  return { type, message, stack, ...(code === undefined ? {} : { code }), ...causeOf(error) };
}

function causeOf({ cause }: Error): { cause?: unknown } {
  return cause === undefined ? {} : { cause: loggedError(cause) };
}
