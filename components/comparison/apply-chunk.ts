import type { UIMessageChunk } from "ai";
import type { Part } from "./lane-state";

/** Adds one UI message chunk to what a lane has said. Parts that don't change keep their identity. */
export function applyChunk(parts: Part[], chunk: UIMessageChunk): Part[] {
  switch (chunk.type) {
    case "text-start":
      return openPart(parts, "text", chunk.id);
    case "text-delta":
      return appendDelta(parts, "text", chunk.id, chunk.delta);
    case "reasoning-start":
      return openPart(parts, "reasoning", chunk.id);
    case "reasoning-delta":
      return appendDelta(parts, "reasoning", chunk.id, chunk.delta);
    case "text-end":
      return closePart(parts, "text", chunk.id);
    case "reasoning-end":
      return closePart(parts, "reasoning", chunk.id);
    case "tool-input-available":
    case "tool-input-error": {
      const invalid = chunk.type === "tool-input-error";
      return [
        ...parts.filter((part) => !(part.type === "tool" && part.id === chunk.toolCallId)),
        {
          type: "tool",
          id: chunk.toolCallId,
          call: { id: chunk.toolCallId, name: chunk.toolName, input: chunk.input, output: null, invalid },
          error: chunk.type === "tool-input-error" ? chunk.errorText : null,
          done: invalid,
        },
      ];
    }
    case "tool-output-available":
      return settleTool(parts, chunk.toolCallId, chunk.output, null);
    case "tool-output-error":
      return settleTool(parts, chunk.toolCallId, null, chunk.errorText);
    default:
      return parts;
  }
}

type Prose = "text" | "reasoning";

function openPart(parts: Part[], type: Prose, id: string): Part[] {
  return [...parts, { type, id, text: "", open: true }];
}

/** Ids may repeat from step to step, so a delta belongs to the last part of that id. */
function lastIndexOf(parts: Part[], type: Prose, id: string): number {
  return parts.findLastIndex((part) => part.type === type && part.id === id);
}

function appendDelta(parts: Part[], type: Prose, id: string, delta: string): Part[] {
  const index = lastIndexOf(parts, type, id);
  const part = parts[index];
  if (!part || part.type === "tool") return [...parts, { type, id, text: delta, open: true }];
  return parts.with(index, { ...part, text: part.text + delta });
}

function closePart(parts: Part[], type: Prose, id: string): Part[] {
  const index = lastIndexOf(parts, type, id);
  const part = parts[index];
  if (!part || part.type === "tool") return parts;
  return parts.with(index, { ...part, open: false });
}

function settleTool(parts: Part[], id: string, output: unknown, error: string | null): Part[] {
  return parts.map((part) =>
    part.type === "tool" && part.id === id
      ? { ...part, done: true, error, call: { ...part.call, output } }
      : part,
  );
}
