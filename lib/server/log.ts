import pino, { type DestinationStream } from "pino";
import { readableLine } from "./readable-lines";
import { redactorOf } from "./redaction/known-secrets";
import { currentRequestId } from "./request-id";

/** Whatever is logged under these names, or one level below: it never gets out, however it came in. */
const NEVER_LOGGED = [
  ...["apiKey", "authorization", "cookie", "password", "token"],
  ...["prompt", "instructions", "messages", "content", "text", "reasoning"],
];

/**
 * The process log: structured, on stdout, without prompts, answers or keys; readable instead where a developer's
 * terminal shows it. Silent under test unless GLIMPSE_LOG_LEVEL says otherwise.
 */
export const log = createLog(destination());

export function createLog(to: DestinationStream) {
  return pino(
    {
      name: "glimpse",
      level: process.env.GLIMPSE_LOG_LEVEL || (process.env.VITEST ? "silent" : "info"),
      serializers: { err: loggedError },
      redact: NEVER_LOGGED.flatMap((name) => [name, `*.${name}`]),
      hooks: { streamWrite: (line) => redactorOf().redact(line) },
      mixin: () => ({ request: currentRequestId() }),
    },
    to,
  );
}

function destination(): DestinationStream {
  const isForPeople = process.env.NODE_ENV === "development" && process.stdout.isTTY;
  return isForPeople ? { write: (line) => process.stdout.write(readableLine(line)) } : pino.destination();
}

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
