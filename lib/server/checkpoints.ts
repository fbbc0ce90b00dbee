import { database } from "@/db/client";
import { appendPieces, type RunPiece } from "@/db/queries/run-pieces";
import type { RunContent } from "@/lib/runs/run";
import { isDatabaseAway, watched } from "./database-watch";
import { log } from "./log";

const EVERY_MS = 1_000;
/** Characters in one statement: the end of a run waits for no longer one on the embedded database's only connection. */
const LONGEST_WRITE = 256 * 1024;

type Streaming = { content: RunContent; writtenText: number; writtenReasoning: number };
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
  streaming.set(runId, { content, writtenText: 0, writtenReasoning: 0 });
  arm();
  return () => streaming.delete(runId);
}

/** One timer for all runs, set anew after each write: a slow database gets fewer of them, never a queue. */
function arm(): void {
  const checkpoints = shared();
  if (checkpoints.timer || checkpoints.streaming.size === 0) return;
  checkpoints.timer = setTimeout(async () => {
    try {
      if (!isDatabaseAway()) await writeAll();
    } catch (error) {
      log.warn({ err: error }, "what has streamed so far could not be kept; the next try is in a second");
    }
    checkpoints.timer = null;
    arm();
  }, EVERY_MS);
  checkpoints.timer.unref();
}

/** Everything that was said since the last time, in as many statements as it takes. */
async function writeAll(): Promise<void> {
  let room = LONGEST_WRITE;
  let pieces: RunPiece[] = [];
  const write = async () => {
    if (pieces.length > 0) await watched(database().then((db) => appendPieces(db, pieces)));
    for (const piece of pieces) noteWritten(piece);
    pieces = [];
    room = LONGEST_WRITE;
  };
  for (const runId of shared().streaming.keys()) {
    for (let piece = nextPiece(runId, room); piece; piece = nextPiece(runId, room)) {
      pieces.push(piece);
      room -= piece.text.length + piece.reasoning.length;
      if (room > 0) break;
      await write();
    }
  }
  await write();
}

/** What a run has said and is not written yet, up to `room` characters; null when that is nothing, or the run is over. */
function nextPiece(runId: string, room: number): RunPiece | null {
  const run = shared().streaming.get(runId);
  if (!run) return null;
  const { content, writtenText, writtenReasoning } = run;
  const reasoning = content.reasoning.slice(writtenReasoning, writtenReasoning + room);
  const text = content.text.slice(writtenText, writtenText + room - reasoning.length);
  if (text === "" && reasoning === "") return null;
  return { runId, position: writtenText + writtenReasoning, text, reasoning };
}

function noteWritten({ runId, text, reasoning }: RunPiece): void {
  const run = shared().streaming.get(runId);
  if (!run) return;
  run.writtenText += text.length;
  run.writtenReasoning += reasoning.length;
}
