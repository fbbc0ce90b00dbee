import type { SpawnOptions } from "node:child_process";

export interface ChildEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export const ENDS_WITH_PARENT: string[];
export function runChild(command: string, parameters: string[], options?: SpawnOptions): Promise<ChildEnd>;
export function runNode(node: string, parameters: string[], options?: SpawnOptions): Promise<ChildEnd>;
export function exitLike(end: ChildEnd): void;
