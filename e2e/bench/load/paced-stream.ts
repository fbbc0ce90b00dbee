/** One answer by the provider's clock; moments are milliseconds since the epoch, with fractions. */
export type PacedStream = {
  /** The words of the request that tell one comparison from another. */
  prompt: string;
  path: string;
  model: string;
  receivedAt: number;
  /** When the first and the last token were written; 0 before that. */
  firstAt: number;
  lastAt: number;
};

/** What a watcher saw of one lane; moments as above. */
export type WatchedStream = {
  prompt: string;
  startedAt: number;
  firstAt: number | null;
  lastAt: number | null;
  /** When the lane was over for its watcher. */
  endedAt: number | null;
  characters: number;
  error: string | null;
  /** What the log says; null for a server that keeps none. */
  logged: {
    offer: string;
    status: string;
    queuedMs: number | null;
    ttftMs: number | null;
    endToEndMs: number | null;
  } | null;
};
