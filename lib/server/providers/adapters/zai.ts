import type { ErrorClass } from "@/lib/runs/run";
import { type ProviderAdapter, zaiThinking } from "../adapter";

/** docs.z.ai error codes (2026-08): what HTTP 429 and 400 hide. */
const CLASS_OF_CODE: Record<string, ErrorClass> = {
  "1113": "auth",
  "1302": "rate-limit",
  "1305": "overloaded",
};

export const zai: ProviderAdapter = {
  thinking: zaiThinking,
  classifyError: (code) => CLASS_OF_CODE[code] ?? null,
};
