import type { FinishPart } from "../sdk-types";

const UNIFIED = new Map<string, FinishPart["finishReason"]["unified"]>(
  Object.entries({
    stop: "stop",
    length: "length",
    content_filter: "content-filter",
    tool_calls: "tool-calls",
    tool_use: "tool-calls",
  } as const),
);

/** Runware's finish reasons (SDK, 2026-07) in the SDK's words; `unknown` is among them. */
export function mapFinishReason(raw: string): FinishPart["finishReason"] {
  return { unified: UNIFIED.get(raw) ?? "other", raw };
}
