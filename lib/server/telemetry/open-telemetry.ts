import { metrics, trace } from "@opentelemetry/api";
import { startNodeSdk } from "@opentelemetry/sdk-node";
import { version } from "../instance";
import { log } from "../log";
import { within } from "../patience";
import { callAttributes } from "./call-attributes";
import { recordCallMetrics, runInstruments } from "./call-metrics";
import { recordCallSpans } from "./call-spans";
import type { Telemetry } from "./telemetry";

/** A collector that is away, or refuses, must not hold up the server's end. */
const STOP_WITHIN_MS = 3_000;

/** Starts the SDK, which reads the standard OTEL_* variables itself: where to, how often, which samples. */
export function openTelemetry(): Telemetry {
  const named = process.env.OTEL_SERVICE_NAME ? {} : { "service.name": "glimpse" };
  const sdk = startNodeSdk({
    logLevel: process.env.OTEL_LOG_LEVEL ?? "warn",
    resourceAttributes: { ...named, "service.version": version },
    propagators: [],
    logRecordProcessors: [],
  });
  const tracer = trace.getTracer("glimpse", version);
  const instruments = runInstruments(metrics.getMeter("glimpse", version));
  // Next traces every request for whoever is registered, its whole address included: shares' links and searched words.
  trace.disable();
  metrics.disable();
  return {
    runBegan: () => instruments.live.add(1),
    runOver: () => instruments.live.add(-1),
    recordCall(run, call) {
      const attributes = callAttributes(run, call);
      recordCallSpans(tracer, run, attributes);
      recordCallMetrics(instruments, run, attributes);
    },
    async stop() {
      const shutDown = sdk
        .shutdown()
        .catch((error: unknown) => log.warn({ err: error }, "the last spans and metrics could not be sent"));
      await within(STOP_WITHIN_MS, shutDown);
    },
  };
}
