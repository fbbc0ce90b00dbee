import { randomUUID } from "node:crypto";
import { findOffer, findProvider } from "@/lib/catalog/catalog";
import type { Dialect } from "@/lib/catalog/types";
import { emptyContent, executeRun, type RunResult } from "@/lib/server/execute-run";
import { dialectReaders } from "@/lib/server/providers/dialects";
import { FlushClock } from "@/lib/server/providers/flush-clock";
import type { RawUpstream } from "./upstream/raw-upstream";
import type { Frame, Script } from "./upstream/script";

/** Has the upstream answer once, and runs a lane against it through wire tap and SDK, as every run goes, without log or prices. */
export async function callLane(
  upstream: RawUpstream,
  dialect: Dialect,
  frames: Frame[],
  end: NonNullable<Script["end"]> = "close",
): Promise<RunResult> {
  upstream.respondWith({ frames, end });
  const offer = findOffer("empiriolabs/glm-4.7-flash");
  const provider = findProvider("empiriolabs");
  const createReader = dialectReaders[dialect];
  if (!offer || !provider || !createReader) throw new Error(`no offer speaks ${dialect}`);
  return executeRun(
    {
      runId: randomUUID(),
      plan: {
        offer,
        provider,
        adapter: { thinking: () => null },
        dialect,
        createReader,
        modelId: offer.modelId,
        parameters: {},
        warnings: [],
        keySource: null,
        endpoint: async () => ({ baseUrl: upstream.url, apiKey: "key" }),
      },
      messages: [{ role: "user", content: "Hi" }],
      instructions: null,
      tools: [{ name: "weather", parameters: { type: "object" } }],
      signal: new AbortController().signal,
      content: emptyContent(),
      clock: new FlushClock(),
      queuedAt: performance.now(),
    },
    () => undefined,
    () => undefined,
  );
}
