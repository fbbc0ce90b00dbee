import type { Message } from "./settings";

/** A message as a lane has seen it: an answer also carries the thinking that some providers want back. */
export type ConversationMessage = Message & {
  reasoning?: string;
  /** OpenRouter's own pieces of thinking, to be sent back unchanged. */
  reasoningDetails?: unknown[];
};
