import { accessSync, constants } from "node:fs";
import { createServer } from "node:net";
import { acquireFolderLock, createFolder, type FolderLock, FolderLockedError } from "../db/embedded/lock.ts";
import type { Environment } from "../lib/server/env.ts";

/** The server can't be started like this. The message is a sentence that says what to do. */
export class StartRefused extends Error {
  override readonly name = "StartRefused";
}

/**
 * An address that others can reach needs a password, or the decision to be public.
 *
 * @throws StartRefused
 */
export function checkExposure(
  settings: Pick<Environment, "HOST" | "GLIMPSE_PASSWORD" | "GLIMPSE_PUBLIC">,
): void {
  const { HOST, GLIMPSE_PASSWORD, GLIMPSE_PUBLIC } = settings;
  if (isLoopback(HOST) || GLIMPSE_PASSWORD !== undefined || GLIMPSE_PUBLIC) return;
  throw new StartRefused(
    `HOST=${HOST} lets others on the network use your keys. Set GLIMPSE_PASSWORD, or GLIMPSE_PUBLIC=1 for a public site, or leave HOST at 127.0.0.1.`,
  );
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Listens for a moment, to learn whether the server could.
 *
 * @throws StartRefused
 */
export async function checkAddress(host: string, port: number): Promise<void> {
  const server = createServer();
  const failure = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    server.once("error", resolve);
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
  if (failure) throw new StartRefused(explainAddress(failure.code, host, port));
}

function explainAddress(code: string | undefined, host: string, port: number): string {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is in use by another program. Stop it, or set PORT to a free one, such as PORT=${port === 3000 ? 3001 : 3000}.`;
    case "EACCES":
      return `Port ${port} is reserved for administrators. Set PORT to one above 1023.`;
    default:
      return `HOST=${host} is not an address of this machine (${code}). Set HOST to one that is, such as 127.0.0.1.`;
  }
}

/**
 * Takes the data folder for this process when the database is in it, and checks in any case that it can be written:
 * finished runs go there when the database is away.
 *
 * @throws StartRefused
 */
export function holdDataFolder(dataDir: string, exclusively: boolean): FolderLock {
  try {
    if (exclusively) return acquireFolderLock(dataDir);
    createFolder(dataDir);
    accessSync(dataDir, constants.W_OK | constants.X_OK);
    return { release: () => {} };
  } catch (error) {
    if (error instanceof FolderLockedError) throw new StartRefused(error.message);
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartRefused(
      `The data folder ${dataDir} can't be written (${reason}). Make it writable, or set GLIMPSE_DATA_DIR to a folder that is.`,
    );
  }
}
