import { closeSync, fsyncSync, openSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";

type EmscriptenOptions = Parameters<NodeFS["init"]>[1];

/** What this file touches of Emscripten's file system; its own types leave these out. */
interface NodeFsPlugin {
  realPath(node: unknown): string;
  stream_ops: { fsync?: (stream: { nfd?: number; node: unknown }) => number };
}

const WASI_SUCCESS = 0;
const WASI_EIO = 29;

/**
 * PGlite's folder storage, with an `fsync` that reaches the disk.
 *
 * Emscripten's NODEFS has none, so that Postgres' own `fsync` is silently a no-op and a power cut may lose
 * committed rows, or the database (PGlite 0.5, read and measured November 2026). Use with `syncedParameters`.
 */
export class SyncedNodeFS extends NodeFS {
  override async init(pg: PGlite, options: EmscriptenOptions) {
    const { emscriptenOpts } = await super.init(pg, options);
    const addFsync = (module: { FS: unknown }) => {
      const { filesystems } = module.FS as { filesystems: { NODEFS: NodeFsPlugin } };
      const plugin = filesystems.NODEFS;
      plugin.stream_ops.fsync = (stream) =>
        stream.nfd === undefined ? syncFolder(plugin.realPath(stream.node)) : syncFile(stream.nfd);
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addFsync] } };
  }
}

/**
 * Start parameters that make Postgres ask for the syncs: PGlite's defaults without `-F` (which means no fsync).
 * `wal_sync_method` must be `fsync`: the others are no-ops in WebAssembly.
 */
export function syncedParameters(defaults: readonly string[]): string[] {
  return [
    ...defaults.filter((parameter) => parameter !== "-F"),
    "-c",
    "fsync=on",
    "-c",
    "wal_sync_method=fsync",
  ];
}

/** Brings everything in a folder to the disk, for what was written before `fsync` could reach it. */
export function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const descriptor = openSync(join(entry.parentPath, entry.name), "r+");
    fsyncSync(descriptor);
    closeSync(descriptor);
  }
}

function syncFile(descriptor: number): number {
  try {
    fsyncSync(descriptor);
    return WASI_SUCCESS;
  } catch {
    // Postgres knows what a failed sync means (it stops rather than trust the disk): hand it on as EIO.
    return WASI_EIO;
  }
}

function syncFolder(path: string): number {
  // Windows can't sync a folder, and doesn't need to.
  if (process.platform === "win32") return WASI_SUCCESS;
  try {
    const descriptor = openSync(path, "r");
    try {
      fsyncSync(descriptor);
      return WASI_SUCCESS;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return WASI_EIO;
  }
}
