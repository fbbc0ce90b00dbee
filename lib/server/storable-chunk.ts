import type { UIMessageChunk } from "ai";
import { isNestedDeeper } from "./is-nested-deeper";

/** No tool's schema goes as deep, and every database takes it. */
const MOST_LEVELS = 100;

/** A chunk as it can be sent and logged: a call whose arguments are nested too deeply for that is an invalid one, without them. */
export function storableChunk(chunk: UIMessageChunk): UIMessageChunk {
  if (chunk.type !== "tool-input-available" && chunk.type !== "tool-input-error") return chunk;
  if (!isNestedDeeper(chunk.input, MOST_LEVELS)) return chunk;
  const { toolCallId, toolName } = chunk;
  const errorText = `The arguments are nested more than ${MOST_LEVELS} levels deep.`;
  return { type: "tool-input-error", toolCallId, toolName, input: null, errorText };
}
