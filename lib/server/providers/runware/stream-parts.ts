import type { ReportedUsage } from "../convert-usage";
import type { FinishPart, StreamPart } from "../sdk-types";
import { convertTaskUsage } from "./convert-task-usage";
import { mapFinishReason } from "./finish-reason";
import { parseTaskFrame, type TaskFrame } from "./task-frame";

type Block = { kind: "reasoning" | "text"; id: string };

/** Turns the chunks of a task's stream into the SDK's parts: blocks of thinking and of text, then the finish. */
export class StreamParts {
  private readonly emit: (part: StreamPart) => void;
  private block: Block | null = null;
  private blocks = 0;
  private finishReason: FinishPart["finishReason"] = { unified: "error", raw: undefined };
  private usage: ReportedUsage | null = null;

  constructor(emit: (part: StreamPart) => void) {
    this.emit = emit;
    emit({ type: "stream-start", warnings: [] });
  }

  /** One event's data. */
  push(data: string): void {
    const frame: TaskFrame = parseTaskFrame(data);
    if (frame.delta.reasoningContent) this.delta("reasoning", frame.delta.reasoningContent);
    if (frame.delta.text) this.delta("text", frame.delta.text);
    this.usage = convertTaskUsage(frame) ?? this.usage;
    if (frame.finishReason !== null) this.finishReason = mapFinishReason(frame.finishReason);
    for (const { message } of frame.errors) {
      this.finishReason = { unified: "error", raw: undefined };
      this.emit({ type: "error", error: new Error(message) });
    }
  }

  end(): void {
    this.closeBlock();
    this.emit({ type: "finish", finishReason: this.finishReason, usage: sdkUsage(this.usage) });
  }

  private delta(kind: Block["kind"], delta: string): void {
    if (this.block?.kind !== kind) this.closeBlock();
    if (this.block === null) {
      this.block = { kind, id: `${kind}-${this.blocks++}` };
      this.emit({ type: `${kind}-start`, id: this.block.id });
    }
    this.emit({ type: `${kind}-delta`, id: this.block.id, delta });
  }

  private closeBlock(): void {
    if (this.block) this.emit({ type: `${this.block.kind}-end`, id: this.block.id });
    this.block = null;
  }
}

function sdkUsage(report: ReportedUsage | null): FinishPart["usage"] {
  const { inputTokens, outputTokens, reasoningTokens } = report?.usage ?? {};
  const total = outputTokens ?? undefined;
  const reasoning = reasoningTokens ?? undefined;
  const text = total === undefined || reasoning === undefined ? undefined : total - reasoning;
  const input = inputTokens ?? undefined;
  return {
    inputTokens: { total: input, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total, text, reasoning },
  };
}
