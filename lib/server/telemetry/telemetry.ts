import type { Run } from "@/lib/runs/run";
import { env } from "../env";

/** What a run's row doesn't say of its call. */
export type Call = {
  /** The model that the provider says has answered. */
  servedModel: string | null;
  /** Where the call went. */
  baseUrl: string | null;
};

/** Takes what becomes a span and measurements; content is nothing of its business. */
export type Telemetry = {
  runBegan(): void;
  runOver(): void;
  /** A call that is over and in the log. */
  recordCall(run: Run, call: Call): void;
  /** Sends what is left; gives up after a moment. */
  stop(): Promise<void>;
};

// Next loads this module several times in one process: only globalThis is shared.
const TELEMETRY = Symbol.for("glimpse.telemetry");
const shared = globalThis as { [TELEMETRY]?: Telemetry | undefined };

/** Starts OpenTelemetry where OTEL_EXPORTER_OTLP_ENDPOINT says where to; else nothing of it is even loaded. */
export async function startTelemetry(): Promise<void> {
  if (env().OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return;
  const { openTelemetry } = await import("./open-telemetry");
  shared[TELEMETRY] = openTelemetry();
}

export async function stopTelemetry(): Promise<void> {
  const started = shared[TELEMETRY];
  shared[TELEMETRY] = undefined;
  await started?.stop();
}

/** Undefined where telemetry is off. */
export function telemetry(): Telemetry | undefined {
  return shared[TELEMETRY];
}
