import { convertMessagesUsage } from "../convert-usage";
import { isErrorChunk } from "../parse-provider-error";
import {
  type DialectReader,
  emptyEvent,
  quietEvent,
  recordOf,
  stringOf,
  type WireEvent,
  type WireJson,
} from "./dialect-wire";
import { blockKindOf, blockOpening, MessagesBlocks } from "./messages-blocks";

const STOPPED: WireJson = { type: "message_stop" };

/**
 * Reads Anthropic's Messages dialect (API reference, 2026). The SDK gets its events made anew: it loses deltas of a
 * block that was not announced, and ends with an error at an event or a block whose type it does not know.
 */
export function messagesReader(): DialectReader {
  const answer = new MessagesAnswer();
  return {
    read: (json) => answer.read(json),
    merge(last, text) {
      const type = recordOf(last.delta)?.type;
      return { ...last, delta: type === "text_delta" ? { type, text } : { type, thinking: text } };
    },
    errorEvents: (message) => [{ type: "error", error: { type: "api_error", message } }],
    stopEvents: () => answer.stopEvents(),
  };
}

class MessagesAnswer {
  private readonly blocks = new MessagesBlocks();
  /** The prompt's count comes with the first event, the answer's with the last; what comes later counts. */
  private usage: WireJson = {};
  private isEnded = false;

  read(event: WireJson): WireEvent {
    switch (event.type) {
      case "message_start":
        this.noteUsage(recordOf(event.message)?.usage);
        return emptyEvent();
      case "content_block_start":
        return this.begin(event);
      case "content_block_delta":
        return this.delta(event);
      case "content_block_stop": {
        const block = this.blocks.find(event);
        return block ? quietEvent(this.blocks.close(block)) : emptyEvent();
      }
      case "message_delta":
        this.noteUsage(event.usage);
        return this.finish(stringOf(recordOf(event.delta)?.stop_reason));
      case "message_stop":
        // Where no reason was given before, the end itself is all that is known of it.
        return this.isEnded ? emptyEvent() : this.finish("message_stop");
    }
    return { ...emptyEvent(), isError: event.type === "error" || isErrorChunk(event) };
  }

  stopEvents(): WireJson[] {
    return [...this.blocks.closeAll({ withCalls: false }), messageDelta("end_turn"), STOPPED];
  }

  private noteUsage(usage: unknown): void {
    const known = Object.entries(recordOf(usage) ?? {}).filter(([, value]) => value != null);
    this.usage = { ...this.usage, ...Object.fromEntries(known) };
  }

  private begin(event: WireJson): WireEvent {
    const content = recordOf(event.content_block) ?? {};
    const kind = blockKindOf(content.type);
    if (!kind) return emptyEvent();
    const block = this.blocks.open(kind, event);
    const start = blockOpening(block, content);
    if (kind === "tool_use") return { ...quietEvent(start), tool: true, toolCalls: 1 };
    if (kind === "redacted_thinking") return quietEvent(start);
    const text = stringOf(content[kind]);
    return text === "" ? quietEvent(start) : { ...piece(kind, block.index, text), before: [start] };
  }

  private delta(event: WireJson): WireEvent {
    const delta = recordOf(event.delta) ?? {};
    if (delta.type === "text_delta") return this.open("text", event, stringOf(delta.text));
    if (delta.type === "thinking_delta") return this.open("thinking", event, stringOf(delta.thinking));
    const block = this.blocks.find(event);
    const json = { type: "content_block_delta", index: block?.index, delta };
    if (delta.type === "input_json_delta" && block?.kind === "tool_use") {
      const part = stringOf(delta.partial_json);
      const piece = quietEvent({ ...json, delta: { ...delta, partial_json: part } });
      return { ...piece, tool: part !== "", argumentsLength: part.length };
    }
    // Wanted back with the thinking it belongs to, in the next request of a tool loop.
    if (delta.type === "signature_delta" && block?.kind === "thinking" && stringOf(delta.signature))
      return quietEvent(json);
    return emptyEvent();
  }

  /** A piece for a block, which is announced where the provider did not. */
  private open(kind: "text" | "thinking", event: WireJson, text: string): WireEvent {
    const known = this.blocks.find(event);
    if (known?.kind === kind) return piece(kind, known.index, text);
    const block = this.blocks.open(kind, event);
    return { ...piece(kind, block.index, text), before: [blockOpening(block, {})] };
  }

  /** Usage counts once the answer is over: until then its output is a placeholder. */
  private finish(stopReason: string): WireEvent {
    if (stopReason === "" && !this.isEnded) return emptyEvent();
    const usage = convertMessagesUsage(this.usage);
    if (this.isEnded) return { ...emptyEvent(), usage };
    this.isEnded = true;
    // Ended here, since some leave `message_stop` out, and without it the SDK has no end.
    const before = [...this.blocks.closeAll({ withCalls: true }), messageDelta(stopReason)];
    return { ...quietEvent(STOPPED), before, finishReason: stopReason, usage };
  }
}

function piece(kind: "text" | "thinking", index: number, text: string): WireEvent {
  const isText = kind === "text";
  const delta = isText ? { type: "text_delta", text } : { type: "thinking_delta", thinking: text };
  return {
    ...quietEvent({ type: "content_block_delta", index, delta }),
    text: isText ? text : "",
    reasoning: isText ? "" : text,
    mergeKey: text ? `${kind} ${index}` : null,
  };
}

/** The counts are read from the raw events; the SDK only wants a number there. */
function messageDelta(stopReason: string): WireJson {
  return { type: "message_delta", delta: { stop_reason: stopReason }, usage: { output_tokens: 0 } };
}
