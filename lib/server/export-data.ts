import { database } from "@/db/client";
import { listComparisonIds, listTurns, readComparison } from "@/db/queries/comparisons";
import { listShares, readShareOf } from "@/db/queries/shares";
import { listTokens } from "@/db/queries/tokens";
import type { ExportLine } from "@/lib/api/export-schema";
import { listCustomEndpoints } from "./custom-endpoints";

const PAGE = 100;

/**
 * Everything that an owner has here, a line of JSON each, with its `type`: comparisons with turns, lanes and runs,
 * shares as they were published, endpoints and tokens without their secrets. One at a time is in memory.
 */
export async function* exportData(owner: string): AsyncGenerator<string> {
  yield line({ type: "export", version: 1, createdAt: new Date().toISOString() });
  for await (const comparison of comparisonsOf(owner)) yield line({ type: "comparison", ...comparison });
  const db = await database();
  for (const { id } of await listShares(db, owner)) {
    const share = await readShareOf(db, id, owner);
    if (share) yield line({ type: "share", ...share });
  }
  for (const { view } of await listCustomEndpoints(owner)) {
    if (!view.readOnly) yield line({ type: "endpoint", ...view });
  }
  for (const token of await listTokens(db, owner)) yield line({ type: "token", ...token });
}

async function* comparisonsOf(owner: string) {
  const db = await database();
  let ids = await listComparisonIds(db, owner, { limit: PAGE });
  while (ids.length > 0) {
    for (const id of ids) {
      const comparison = await readComparison(db, id, owner);
      if (!comparison) continue; // deleted meanwhile
      const turns = await listTurns(db, id);
      yield {
        ...comparison,
        turns: comparison.turns.map((turn, position) => ({
          ...turn,
          history: turns[position]?.history ?? [],
        })),
      };
    }
    ids = await listComparisonIds(db, owner, { limit: PAGE, cursor: ids.at(-1) });
  }
}

function line(value: ExportLine): string {
  return `${JSON.stringify(value)}\n`;
}
