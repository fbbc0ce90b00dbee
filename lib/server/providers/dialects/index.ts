import type { Dialect } from "@/lib/catalog/types";
import type { DialectReader } from "./dialect-wire";
import { chatCompletionsReader } from "./read-chat-completions";

/** The reader of each dialect that is spoken over a stream of events which the SDK parses. */
export const dialectReaders: Partial<Record<Dialect, () => DialectReader>> = {
  "chat-completions": chatCompletionsReader,
};
