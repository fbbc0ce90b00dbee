import { setImmediate } from "node:timers/promises";
import { findKeyLikeText } from "@/lib/runs/key-like-text";
import type { Comparison, Run, RunError } from "@/lib/runs/run";
import type { SharePreview } from "@/lib/runs/share";

export type Included = { responses: boolean; instructions: boolean };

/** What strangers may see: no owner, nothing of how and where the server calls its providers, and only what was chosen. */
export function snapshotOf(comparison: Comparison, include: Included): Comparison {
  const shownRun = (run: Run): Run => ({
    ...run,
    sent: {},
    error: run.error && withoutAddress(run.error),
    content: include.responses ? run.content : { text: "", reasoning: "", toolCalls: [] },
  });
  return {
    ...comparison,
    owner: "",
    instructions: include.instructions ? comparison.instructions : null,
    turns: comparison.turns.map(({ prompt, runs }) => ({ prompt, runs: runs.map(shownRun) })),
  };
}

/** Node names the host that it could not reach, which may be one of a private network. */
function withoutAddress(error: RunError): RunError {
  if (error.class !== "network" && error.code !== "redirect") return error;
  return { ...error, message: "The provider could not be reached, or the connection broke." };
}

/** As much is looked through in one go: some 20 ms, at worst. */
const PIECE = 65_536;
/** Longer than any key, so that one at a seam is whole in one of the pieces. */
const OVERLAP = 512;

/** What in a snapshot looks like a key, and where: whatever people and models wrote, and settings. Live streams go on in between. */
export async function keyLikeTextOf(comparison: Comparison): Promise<SharePreview["keyLikeText"]> {
  const found = new Map<string, SharePreview["keyLikeText"][number]>();
  for (const [place, text] of textsOf(comparison)) {
    for (let at = 0; at < text.length; at += PIECE) {
      const piece = text.slice(Math.max(0, at - OVERLAP), at + PIECE);
      for (const one of findKeyLikeText(piece)) found.set(`${place} ${one.excerpt}`, { place, ...one });
      await setImmediate();
    }
  }
  return [...found.values()];
}

function textsOf({ instructions, settings, lanes, turns }: Comparison): [place: string, text: string][] {
  const ofTurn = (turn: number) => (turns.length > 1 ? ` ${turn + 1}` : "");
  return [
    ["instructions", instructions ?? ""],
    ["settings", JSON.stringify([settings, lanes.map((lane) => lane.settings)])],
    ...turns.flatMap(({ prompt, runs }, turn): [string, string][] => [
      [`prompt${ofTurn(turn)}`, prompt],
      ...runs.map(({ lane, content, error }): [string, string] => [
        `answer${ofTurn(turn)} of lane ${lane + 1}`,
        [
          content?.text,
          content?.reasoning,
          content?.toolCalls.length ? JSON.stringify(content.toolCalls) : null,
          error?.message,
        ]
          .filter(Boolean)
          .join("\n"),
      ]),
    ]),
  ];
}
