import type { UIMessageChunk } from "ai";
import { isNestedDeeper, MOST_LEVELS } from "./is-nested-deeper";

/** A chunk as it can be sent and logged: a call whose arguments are nested too deeply for that is an invalid one, without them. */
export function storableChunk(chunk: UIMessageChunk): UIMessageChunk {
  if (chunk.type !== "tool-input-available" && chunk.type !== "tool-input-error") return chunk;
  if (!isNestedDeeper(chunk.input, MOST_LEVELS)) return chunk;
  const { toolCallId, toolName } = chunk;
  const errorText = `The arguments are nested more than ${MOST_LEVELS} levels deep.`;
  return { type: "tool-input-error", toolCallId, toolName, input: null, errorText };
}
