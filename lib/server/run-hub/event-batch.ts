/** Events in a row, encoded for the wire once, whoever watches. */
export type EventBatch = { firstId: number; lastId: number; bytes: Buffer };

/** Events with growing ids, as `text/event-stream`; null when there are none. */
export function encodeBatch(events: readonly { id: number; json: string }[]): EventBatch | null {
  const [first, last] = [events.at(0), events.at(-1)];
  if (!first || !last) return null;
  const text = events.map(({ id, json }) => `id: ${id}\ndata: ${json}\n\n`).join("");
  return { firstId: first.id, lastId: last.id, bytes: Buffer.from(text) };
}

/** The part of a batch that comes after the event `afterId`. */
export function bytesAfter({ firstId, lastId, bytes }: EventBatch, afterId: number): Buffer {
  if (afterId < firstId) return bytes;
  if (afterId >= lastId) return bytes.subarray(bytes.length);
  let at = 0;
  // JSON holds no raw line break: a blank line is always the end of an event.
  while (idAt(bytes, at) <= afterId) at = bytes.indexOf("\n\n", at) + 2;
  return bytes.subarray(at);
}

function idAt(bytes: Buffer, at: number): number {
  return Number(bytes.toString("latin1", at + "id: ".length, bytes.indexOf("\n", at)));
}
