import type { Database } from "@/db/client";
import { listTurns } from "@/db/queries/comparisons";
import { listAnswers } from "@/db/queries/runs";
import type { ConversationMessage } from "@/lib/runs/conversation";

/**
 * Everything said in a lane before the prompt of `turn`, its own answers included. Of several attempts the newest that
 * said something counts; a turn without any answer leaves only its prompt.
 */
export async function conversationBefore(
  db: Database,
  comparisonId: string,
  lane: number,
  turn: number,
): Promise<ConversationMessage[]> {
  const turns = await listTurns(db, comparisonId);
  const answers = await listAnswers(db, comparisonId, lane);
  return turns.flatMap(({ position, prompt, history }): ConversationMessage[] => {
    if (position > turn) return [];
    if (position === turn) return history;
    const asked: ConversationMessage[] = [...history, { role: "user", content: prompt }];
    const answer = answers.findLast((candidate) => candidate.turn === position);
    if (!answer) return asked;
    const { text, reasoning, reasoningDetails } = answer;
    return [
      ...asked,
      { role: "assistant", content: text, reasoning, reasoningDetails: reasoningDetails ?? [] },
    ];
  });
}
