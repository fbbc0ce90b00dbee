import { closeDatabase, database } from "@/db/client";
import { listUnfinished } from "@/db/queries/orphans";
import { recordCatalogPrices } from "@/db/queries/price-points";
import { forgetLivePlaces } from "@/db/queries/rate-limits";
import { liveOffers } from "./catalog";
import { startDatabaseWatch, stopDatabaseWatch } from "./database-watch";
import { stopDemoUpstream } from "./demo/demo-upstream";
import { env } from "./env";
import { type StopHeartbeat, startHeartbeat } from "./heartbeat";
import { interruptOrphans } from "./interrupt-orphans";
import { startJobs, stopJobs } from "./jobs";
import { sealKeysAnew } from "./keys/seal-anew";
import { log } from "./log";
import { ownKeys } from "./own-keys";
import { closeRecorder, recordForsaken } from "./record-run";
import { noteSecret } from "./redaction/known-secrets";
import { openRunHub, runHub } from "./run-hub";
import { startTelemetry, stopTelemetry } from "./telemetry/telemetry";

const HEARTBEAT = Symbol.for("glimpse.stop-heartbeat");
const shared = globalThis as { [HEARTBEAT]?: StopHeartbeat | undefined };

/** Makes the server ready to take runs: tables up to date, prices recorded, what earlier instances left put in order. */
export async function prepareServer(): Promise<void> {
  await openRunHub();
  const db = await database();
  for (const key of await ownKeys("local")) noteSecret(key);
  const isShared = env().DATABASE_URL !== undefined;
  await sealKeysAnew(db);
  await recordCatalogPrices(db, liveOffers());
  await recordForsaken();
  // The embedded database is ours alone: whatever is unfinished in it, nobody carries out.
  if (!isShared) await forgetLivePlaces(db);
  const orphans = isShared ? [] : await interruptOrphans(db, await listUnfinished(db));
  if (orphans.length > 0)
    log.warn(
      { runs: orphans.length },
      "runs were left unfinished by an instance that is gone; marked interrupted",
    );
  startDatabaseWatch();
  await startTelemetry();
  shared[HEARTBEAT] = await startHeartbeat({
    isShared,
    isLiveHere: (runId) => runHub().isLiveHere(runId),
    onInterrupted: (runs) => {
      for (const run of runs) runHub().closeAbandoned(run);
    },
  });
  startJobs();
}

/** Ends cleanly: no new runs, live ones get `GLIMPSE_DRAIN_SECONDS`, then everything is closed. */
export async function stopServer(): Promise<void> {
  await runHub().drain(env().GLIMPSE_DRAIN_SECONDS * 1000);
  await shared[HEARTBEAT]?.();
  stopDatabaseWatch();
  await closeRecorder();
  await stopJobs();
  await stopTelemetry();
  await stopDemoUpstream();
  await closeDatabase();
}
