import type { Comparison } from "./run";

/** A public, read-only snapshot of a comparison, its metrics as they were. */
export type Share = {
  id: string;
  createdAt: string;
  /** Null: until revoked. */
  expiresAt: string | null;
  comparison: Comparison;
};
