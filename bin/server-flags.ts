/**
 * How the server's process is kept small (measured on Node 24.9 at 300 streams of 40 tokens a second: 500 MB instead of
 * 870, for the same CPU a token). They have to be on the command line: V8 reads them before any program runs.
 */
export const SERVER_FLAGS = [
  // The optimizing compiler takes 600 MB for a single function of the embedded database; without it a statement costs
  // the same, and a scan of the log some 1.7 times as much.
  "--liftoff-only",
  // What streams through lives for milliseconds: collected more often, it needs less room.
  "--max-semi-space-size=16",
  "--heap-growing-percent=75",
];
