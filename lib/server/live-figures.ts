import type { UIMessageChunk } from "ai";
import type { MetricsEvent } from "@/lib/runs/events";
import type { Meter } from "@/lib/runs/meter";
import { estimateTokenCount } from "./estimate-tokens";

export type LiveFigures = Omit<MetricsEvent, "type" | "lane">;

/** Live figures from the meter's stamps and an estimate of the tokens so far. */
export class LiveCount {
  private readonly meter: Meter;
  private reasoningTokens = 0;
  private textTokens = 0;

  constructor(meter: Meter) {
    this.meter = meter;
  }

  count(chunk: UIMessageChunk): void {
    if (chunk.type === "text-delta") this.textTokens += estimateTokenCount(chunk.delta);
    if (chunk.type === "reasoning-delta") this.reasoningTokens += estimateTokenCount(chunk.delta);
  }

  figures(): LiveFigures {
    const outputTokens = this.textTokens + this.reasoningTokens;
    return {
      ...this.meter.firsts(),
      outputTokens: outputTokens > 0 ? outputTokens : null,
      throughputTps: this.meter.throughputTps({ outputTokens, reasoningTokens: this.reasoningTokens }),
      elapsedMs: this.meter.elapsedMs(performance.now()),
    };
  }
}
