import { closeDatabase, database } from "@/db/client";
import { recordCatalogPrices } from "@/db/queries/price-points";
import { liveOffers } from "./catalog";
import { stopDemoUpstream } from "./demo/demo-upstream";
import { env } from "./env";
import { interruptOrphans } from "./interrupt-orphans";
import { log } from "./log";
import { cancelCostLookUps } from "./look-up-cost";
import { TIME_LIMITS } from "./providers/watchdog";
import { runHub } from "./run-hub";

/** Makes the server ready to take runs: tables up to date, prices recorded, runs of a crashed instance marked. */
export async function prepareServer(): Promise<void> {
  const db = await database();
  await recordCatalogPrices(db, liveOffers());
  // The embedded database is ours alone; on a server another instance may be streaming, though never for longer than this.
  const foreignRunsMayLiveMs = env().DATABASE_URL ? 2 * TIME_LIMITS.totalMs : 0;
  const orphans = await interruptOrphans(db, new Date(Date.now() - foreignRunsMayLiveMs));
  if (orphans > 0)
    log.warn({ orphans }, "runs were left unfinished by an instance that is gone; marked interrupted");
}

/** Ends cleanly: no new runs, live ones get `GLIMPSE_DRAIN_SECONDS`, then everything is closed. */
export async function stopServer(): Promise<void> {
  await runHub().drain(env().GLIMPSE_DRAIN_SECONDS * 1000);
  cancelCostLookUps();
  await stopDemoUpstream();
  await closeDatabase();
}
