import { recordOf, stringOf, type WireJson } from "./dialect-wire";

export type ItemType = "message" | "reasoning" | "function_call";

export type OpenItem = {
  type: ItemType;
  id: string;
  /** Ours; the provider's is kept to find the item again. */
  index: number;
  providerIndex: unknown;
  callId: string;
  name: string;
  /** JSON, as far as it came. */
  arguments: string;
};

const ID_PREFIXES: Record<ItemType, string> = { message: "msg", reasoning: "rs", function_call: "fc" };

/**
 * The output items of one Responses stream that are open. The SDK loses deltas of an item that was not announced and
 * refuses events that lack an id or an index, so it gets both from here, whatever the provider sent.
 */
export class ResponsesItems {
  private readonly items: OpenItem[] = [];
  private count = 0;

  /** The open item of this type that an event belongs to: by its index, which stays while ids may change, else by its id. */
  find(type: ItemType, event: WireJson): OpenItem | undefined {
    const index = event.output_index;
    const announced = recordOf(event.item);
    const id = stringOf(event.item_id) || stringOf(announced?.id);
    return this.items.findLast((item) => {
      if (item.type !== type) return false;
      if (type === "function_call" && announced?.call_id === item.callId) return true;
      if (index != null && item.providerIndex != null) return item.providerIndex === index;
      return id === "" || item.id === id;
    });
  }

  open(type: ItemType, event: WireJson): OpenItem {
    const announced = recordOf(event.item);
    const index = this.count++;
    const id = stringOf(announced?.id) || stringOf(event.item_id) || `${ID_PREFIXES[type]}_${String(index)}`;
    const item: OpenItem = {
      type,
      id,
      index,
      providerIndex: event.output_index,
      callId: stringOf(announced?.call_id) || id,
      name: stringOf(announced?.name),
      arguments: stringOf(announced?.arguments),
    };
    this.items.push(item);
    return item;
  }

  /** The event that ends an item for the SDK. */
  close(item: OpenItem): WireJson {
    const at = this.items.findIndex(({ index }) => index === item.index);
    if (at >= 0) this.items.splice(at, 1);
    return { type: "response.output_item.done", output_index: item.index, item: wireItem(item) };
  }

  /** Ends all that is open; `withCalls` also the tool calls, whose arguments may be cut off. */
  closeAll({ withCalls }: { withCalls: boolean }): WireJson[] {
    return this.items
      .filter(({ type }) => withCalls || type !== "function_call")
      .map((item) => this.close(item));
  }
}

/** The event that announces an item to the SDK. */
export function opening(item: OpenItem): WireJson {
  return { type: "response.output_item.added", output_index: item.index, item: wireItem(item) };
}

function wireItem({ type, id, callId, name, arguments: input }: OpenItem): WireJson {
  if (type !== "function_call") return { type, id };
  return { type, id, call_id: callId, name, arguments: input, status: "completed" };
}

/** The type of the item that an event announces or ends; null for those that hold nothing of an answer. */
export function itemTypeOf(event: WireJson): ItemType | null {
  const type = recordOf(event.item)?.type;
  return type === "message" || type === "reasoning" || type === "function_call" ? type : null;
}

/** The whole text of an ended item. */
export function wholeText(event: WireJson): string {
  const item = recordOf(event.item);
  const [parts] = [item?.content, item?.summary].filter((list) => Array.isArray(list) && list.length > 0);
  if (!Array.isArray(parts)) return "";
  return parts.map((part) => stringOf(recordOf(part)?.text) || stringOf(recordOf(part)?.refusal)).join("");
}
