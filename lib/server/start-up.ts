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
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, onSignal);
}

/** npm and the terminal both pass a Ctrl-C on: what comes so soon after the first is the same one. */
const SAME_WITHIN_MS = 1_000;
let firstSignalAt: number | null = null;

function onSignal(signal: NodeJS.Signals): void {
  const now = performance.now();
  if (firstSignalAt === null) {
    firstSignalAt = now;
    void end(signal);
  } else if (now - firstSignalAt > SAME_WITHIN_MS) {
    log.warn({ signal }, "stopping at once; what was streaming will be marked interrupted at the next start");
    process.exit(1);
  }
}

async function end(signal: NodeJS.Signals): Promise<void> {
  // An exception during the drain would be swallowed by Next: the process ends all the same.
  const hardExit = setTimeout(() => process.exit(1), env().GLIMPSE_DRAIN_SECONDS * 1000 + 8_000);
  hardExit.unref();
  log.info({ signal }, "stopping");
  await stopServer();
  process.exit(0);
}
