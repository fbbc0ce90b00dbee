import type { ErrorClass } from "@/lib/runs/run";
import { type ProviderAdapter, zaiThinking } from "../adapter";

/** docs.z.ai error codes (2026-08): what HTTP 429 hides. The plan and balance codes stay until somebody pays. */
const CLASS_OF_CODE = new Map<string, ErrorClass>([
  ["1302", "rate-limit"],
  ["1305", "overloaded"],
]);

const PERMANENT_CODES = new Set(["1113", "1308", "1309", "1310", "1311", "1313", ...range(1314, 1321)]);

export const zai: ProviderAdapter = {
  thinking: zaiThinking,
  webSearch: { tools: [{ type: "web_search", web_search: { enable: true } }] },
  replaysThinking: "reasoning_content",
  laterTurns: { thinking: { type: "enabled", clear_thinking: false } },
  // z.ai/manage-apikey/rate-limits: limits are calls in flight, by model (gathered 2026-11); the free Flash has one.
  callsAtOnce: { "glm-4.7-flash": 1 },
  classifyError: (code) => CLASS_OF_CODE.get(code) ?? (PERMANENT_CODES.has(code) ? "auth" : null),
  isPermanent: (code) => PERMANENT_CODES.has(code),
};

function range(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}
