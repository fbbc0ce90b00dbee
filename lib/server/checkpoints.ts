import { database } from "@/db/client";
import { checkpointRuns } from "@/db/queries/runs";
import type { RunContent } from "@/lib/runs/run";
import { log } from "./log";

const EVERY_MS = 1_000;

type Streaming = { content: RunContent; writtenLength: number };
type Checkpoints = { streaming: Map<string, Streaming>; timer: NodeJS.Timeout | null };

const SHARED = Symbol.for("glimpse.checkpoints");

function shared(): Checkpoints {
  const holder = globalThis as { [SHARED]?: Checkpoints };
  holder[SHARED] ??= { streaming: new Map(), timer: null };
  return holder[SHARED];
}

/**
 * Keeps what streams into `content` in the log about every second, so that a crash costs no more than that; all lanes
 * in one write. Returns how to end it, which must come before the run's own end is written.
 */
export function keepCheckpoints(runId: string, content: RunContent): () => void {
  const { streaming } = shared();
  streaming.set(runId, { content, writtenLength: 0 });
  arm();
  return () => streaming.delete(runId);
}

/** One timer for all runs, set anew after each write: a slow database gets fewer of them, never a queue. */
function arm(): void {
  const checkpoints = shared();
  if (checkpoints.timer || checkpoints.streaming.size === 0) return;
  checkpoints.timer = setTimeout(async () => {
    try {
      await write();
    } catch (error) {
      log.warn({ err: error }, "what has streamed so far could not be kept; the next try is in a second");
    }
    checkpoints.timer = null;
    arm();
  }, EVERY_MS);
  checkpoints.timer.unref();
}

async function write(): Promise<void> {
  const changed = [...shared().streaming].flatMap(([id, run]) => {
    const length = run.content.text.length + run.content.reasoning.length;
    if (length === run.writtenLength) return [];
    run.writtenLength = length;
    const { text, reasoning } = run.content;
    return [{ id, text, reasoning }];
  });
  if (changed.length > 0) await checkpointRuns(await database(), changed);
}
