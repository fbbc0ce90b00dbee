import type { RunError } from "@/lib/runs/run";
import { env } from "../env";

/** Milliseconds until a silent or endless provider is given up. */
export type TimeLimits = { connectMs: number; firstOutputMs: number; idleMs: number; totalMs: number };

/** The operator's limits. Thinking can be silent, and Z.ai sends no keep-alive: hence the generous idle limit by default. */
export function timeLimits(): TimeLimits {
  const {
    GLIMPSE_CONNECT_TIMEOUT_SECONDS,
    GLIMPSE_FIRST_OUTPUT_TIMEOUT_SECONDS,
    GLIMPSE_IDLE_TIMEOUT_SECONDS,
    GLIMPSE_TOTAL_TIMEOUT_SECONDS,
  } = env();
  return {
    connectMs: GLIMPSE_CONNECT_TIMEOUT_SECONDS * 1000,
    firstOutputMs: GLIMPSE_FIRST_OUTPUT_TIMEOUT_SECONDS * 1000,
    idleMs: GLIMPSE_IDLE_TIMEOUT_SECONDS * 1000,
    totalMs: GLIMPSE_TOTAL_TIMEOUT_SECONDS * 1000,
  };
}

const WHAT = {
  connect: "The provider took no connection",
  "first-output": "The provider sent no output",
  idle: "The provider went silent in the middle of its answer: nothing more came",
  total: "The answer was not finished",
};

/** What a run says that ran out of time: of which limit, and what to do. */
export function timeoutOf(
  limit: keyof typeof WHAT,
  limitMs: number,
): Pick<RunError, "class" | "code" | "message"> {
  const variable = `GLIMPSE_${limit.replace("-", "_").toUpperCase()}_TIMEOUT_SECONDS`;
  const message = `${WHAT[limit]} within ${limitMs / 1000} s. Try again, choose another provider, or raise ${variable}.`;
  return { class: "timeout", code: `${limit}-timeout`, message };
}
