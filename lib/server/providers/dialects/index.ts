import type { Dialect } from "@/lib/catalog/types";
import { runwareReader } from "../runware/read-tasks";
import type { CreateReader } from "./dialect-wire";
import { chatCompletionsReader } from "./read-chat-completions";
import { messagesReader } from "./read-messages";
import { responsesReader } from "./read-responses";

/** How the answers of each dialect are read. */
export const dialectReaders: Record<Dialect, CreateReader> = {
  "chat-completions": chatCompletionsReader,
  responses: responsesReader,
  messages: messagesReader,
  "runware-tasks": runwareReader,
};
