import { recordOf, stringOf, type WireJson } from "./dialect-wire";

type BlockKind = "text" | "thinking" | "redacted_thinking" | "tool_use";

/** `index` is ours; the provider's may be missing, or be used twice. */
type Block = { kind: BlockKind; index: number; providerIndex: unknown };

/** The content blocks of one Messages stream that are open. */
export class MessagesBlocks {
  private readonly blocks: Block[] = [];
  private count = 0;

  /** The open block that an event belongs to; without an index it is the newest. */
  find({ index }: WireJson): Block | undefined {
    return this.blocks.findLast(({ providerIndex }) => index == null || providerIndex === index);
  }

  open(kind: BlockKind, { index }: WireJson): Block {
    const block = { kind, index: this.count++, providerIndex: index };
    this.blocks.push(block);
    return block;
  }

  /** The event that ends a block for the SDK. */
  close({ index }: Block): WireJson {
    const at = this.blocks.findIndex((block) => block.index === index);
    if (at >= 0) this.blocks.splice(at, 1);
    return { type: "content_block_stop", index };
  }

  /** Ends all that is open; `withCalls` also the tool calls, whose input may be cut off. */
  closeAll({ withCalls }: { withCalls: boolean }): WireJson[] {
    return this.blocks
      .filter(({ kind }) => withCalls || kind !== "tool_use")
      .map((block) => this.close(block));
  }
}

/** The kinds that an answer of ours can hold; the tools that run at a provider have others. */
export function blockKindOf(type: unknown): BlockKind | null {
  return type === "text" || type === "thinking" || type === "redacted_thinking" || type === "tool_use"
    ? type
    : null;
}

/** The event that announces a block to the SDK, without any text: that travels as deltas. */
export function blockOpening({ kind, index }: Block, content: WireJson): WireJson {
  return { type: "content_block_start", index, content_block: contentOf(kind, index, content) };
}

function contentOf(kind: BlockKind, index: number, content: WireJson): WireJson {
  switch (kind) {
    case "text":
      return { type: kind, text: "" };
    case "thinking":
      return { type: kind, thinking: "" };
    case "redacted_thinking":
      return { type: kind, data: stringOf(content.data) };
    case "tool_use": {
      const input = recordOf(content.input);
      const id = stringOf(content.id) || `toolu_${String(index)}`;
      return { type: kind, id, name: stringOf(content.name), ...(input ? { input } : {}) };
    }
  }
}
