import { logConsoleErrors } from "./console-errors";
import { env } from "./env";
import { tellPeerAddresses } from "./guards/peer-address";
import { closeSlowClients } from "./guards/slow-clients";
import { log } from "./log";
import { prepareServer, stopServer } from "./prepare";

/** Prepares the server and arms its clean end; without a database there is nothing to serve, so it ends at once. */
export async function startUp(): Promise<void> {
  // A developer's terminal shows errors as Next does, with their source.
  if (process.env.NODE_ENV === "production") logConsoleErrors();
  tellPeerAddresses();
  closeSlowClients();
  try {
    await prepareServer();
  } catch (error) {
    log.fatal({ err: error }, error instanceof Error ? error.message : "could not prepare the server");
    process.exit(1);
  }
  // `next dev` handles its own signals.
  if (process.env.NEXT_MANUAL_SIG_HANDLE)
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, end);
}

async function end(signal: NodeJS.Signals): Promise<void> {
  // An exception during the drain would be swallowed by Next: the process ends all the same.
  const hardExit = setTimeout(() => process.exit(1), env().GLIMPSE_DRAIN_SECONDS * 1000 + 8_000);
  hardExit.unref();
  log.info({ signal }, "stopping");
  await stopServer();
  process.exit(0);
}
