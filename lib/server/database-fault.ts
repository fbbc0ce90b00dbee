const CONNECTION_FAULTS = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  // Postgres goes down, crashed, or comes up.
  "57P01",
  "57P02",
  "57P03",
  // It has no connection for us.
  "53300",
]);

/** Whether an error, or what caused it (Drizzle wraps the driver's), is a database that can't be reached. */
export function isDatabaseFault(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at.name === "DatabaseUnavailableError" || at.name === "FolderLockedError") return true;
    if ("code" in at && typeof at.code === "string" && CONNECTION_FAULTS.has(at.code)) return true;
  }
  return false;
}

/** The SQLSTATE that Postgres refused a statement with; null when it was not Postgres that did. */
export function sqlStateOf(error: unknown): string | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at.name === "PostgresError" && "code" in at && typeof at.code === "string") return at.code;
  }
  return null;
}
