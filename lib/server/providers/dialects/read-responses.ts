import { convertResponsesUsage } from "../convert-usage";
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
import {
  type ItemType,
  itemTypeOf,
  type OpenItem,
  opening,
  ResponsesItems,
  wholeText,
} from "./responses-items";

/**
 * Reads OpenAI's Responses dialect (API reference, 2026). The SDK gets its events made anew: it drops thinking that
 * comes as `reasoning_text`, refuses events without ids, and ends with an error where it does not know a known shape.
 */
export function responsesReader(): DialectReader {
  const answer = new ResponsesAnswer();
  return {
    read: (json) => answer.read(json),
    merge: (last, text) => ({ ...last, delta: text }),
    errorEvents: (message) => [{ type: "error", sequence_number: 0, message }],
    stopEvents: () => answer.stopEvents(),
  };
}

class ResponsesAnswer {
  private readonly items = new ResponsesItems();
  /** Some send thinking twice, in full and as a summary; the kind that comes first is the one that is read. */
  private thinkingEvent: string | null = null;
  /** What came in deltas, and is not read again from the end of its item. */
  private readonly streamed = new Set<ItemType>();

  read(event: WireJson): WireEvent {
    switch (event.type) {
      case "response.output_item.added":
        return this.begin(event);
      case "response.output_text.delta":
      case "response.refusal.delta":
        return this.text(event, stringOf(event.delta));
      case "response.reasoning_text.delta":
      case "response.reasoning_summary_text.delta":
        this.thinkingEvent ??= event.type;
        return event.type === this.thinkingEvent ? this.thinking(event, stringOf(event.delta)) : emptyEvent();
      case "response.function_call_arguments.delta":
        return this.callArguments(event);
      case "response.output_item.done":
        return this.finishItem(event);
      case "response.completed":
      case "response.incomplete":
        return this.finish(event);
      case "response.failed":
        return failure(event);
    }
    if (event.type === "error" || isErrorChunk(event))
      return { ...emptyEvent(), isError: true, error: errorBody(event) };
    return emptyEvent();
  }

  stopEvents(): WireJson[] {
    return [...this.items.closeAll({ withCalls: false }), { type: "response.completed", response: {} }];
  }

  private begin(event: WireJson): WireEvent {
    const type = itemTypeOf(event);
    if (!type || this.items.find(type, event)) return emptyEvent();
    const start = quietEvent(opening(this.items.open(type, event)));
    return type === "function_call" ? { ...start, tool: true, toolCalls: 1 } : start;
  }

  private text(event: WireJson, text: string): WireEvent {
    return { ...this.delta("message", "response.output_text.delta", event, text), text };
  }

  private thinking(event: WireJson, reasoning: string): WireEvent {
    // The parts of a summary become one: to the SDK each would be a part that has to be announced.
    const delta = this.delta("reasoning", "response.reasoning_summary_text.delta", event, reasoning);
    return { ...delta, json: { ...delta.json, summary_index: 0 }, reasoning };
  }

  private delta(itemType: "message" | "reasoning", type: string, event: WireJson, delta: string): WireEvent {
    const known = this.items.find(itemType, event);
    const item = known ?? this.items.open(itemType, event);
    if (delta) this.streamed.add(itemType);
    return {
      ...quietEvent({ type, item_id: item.id, output_index: item.index, delta }),
      ...(known ? {} : { before: [opening(item)] }),
      mergeKey: delta ? `${itemType} ${item.index}` : null,
    };
  }

  private callArguments(event: WireJson): WireEvent {
    const item = this.items.find("function_call", event);
    const delta = stringOf(event.delta);
    // A call without a name can't be announced; it comes whole with its end.
    if (!item) return { ...emptyEvent(), tool: delta !== "" };
    item.arguments += delta;
    const json = { type: event.type, item_id: item.id, output_index: item.index, delta };
    return { ...quietEvent(json), tool: delta !== "", argumentsLength: delta.length };
  }

  private finishItem(event: WireJson): WireEvent {
    const type = itemTypeOf(event);
    if (!type) return emptyEvent();
    const known = this.items.find(type, event);
    if (type === "function_call") return this.finishCall(known, event);
    const text = this.streamed.has(type) ? "" : wholeText(event);
    if (text === "") return known ? quietEvent(this.items.close(known)) : emptyEvent();
    // It comes whole at its end, where others stream it; there may be more such items.
    const whole = type === "message" ? this.text(event, text) : this.thinking(event, text);
    this.streamed.delete(type);
    const item = this.items.find(type, event);
    if (!item) return whole;
    const before = [...(whole.before ?? []), whole.json];
    return { ...whole, before, json: this.items.close(item), mergeKey: null };
  }

  private finishCall(known: OpenItem | undefined, event: WireJson): WireEvent {
    const item = known ?? this.items.open("function_call", event);
    const input = stringOf(recordOf(event.item)?.arguments) || item.arguments;
    const json = this.items.close({ ...item, arguments: input });
    if (known) return quietEvent(json);
    return {
      ...quietEvent(json),
      before: [opening(item)],
      tool: true,
      toolCalls: 1,
      argumentsLength: input.length,
    };
  }

  private finish(event: WireJson): WireEvent {
    const response = recordOf(event.response);
    const reason = stringOf(recordOf(response?.incomplete_details)?.reason);
    const json = { type: event.type, response: reason ? { incomplete_details: { reason } } : {} };
    return {
      ...quietEvent(json),
      before: this.items.closeAll({ withCalls: true }),
      finishReason: reason || (event.type === "response.completed" ? "completed" : "incomplete"),
      usage: convertResponsesUsage(response?.usage),
    };
  }
}

function failure(event: WireJson): WireEvent {
  const response = recordOf(event.response);
  const error = response?.error ?? { message: "The provider says that the answer failed, and not why." };
  return {
    ...emptyEvent(),
    usage: convertResponsesUsage(response?.usage),
    isError: true,
    error: { error },
  };
}

/** The documented error event is flat, and its `type` says nothing; others put an object in it. */
function errorBody(event: WireJson): WireJson {
  const { type: _type, ...rest } = event;
  return rest;
}
