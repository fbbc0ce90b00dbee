import type { ConversationMessage } from "@/lib/runs/conversation";

/**
 * Puts OpenRouter's `reasoning_details` back beside the answers they belong to: it asks for them unchanged, and the SDK
 * has no place for them. Answers are matched in order; those of a tool loop within this run come after them.
 */
export function replayThinking(wireMessages: unknown, messages: readonly ConversationMessage[]): unknown {
  const details = messages
    .filter(({ role }) => role === "assistant")
    .map(({ reasoningDetails }) => reasoningDetails);
  if (!Array.isArray(wireMessages) || details.every((detail) => !detail?.length)) return wireMessages;
  let answer = 0;
  return wireMessages.map((message: { role?: unknown }) => {
    if (message.role !== "assistant") return message;
    const detail = details[answer++];
    return detail?.length ? { ...message, reasoning_details: detail } : message;
  });
}
