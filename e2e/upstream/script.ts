/** What a raw upstream is told to send. */
import { z } from "zod";

/** One socket write: `data` becomes `data: <json>` and a blank line, `raw` goes out verbatim, as bytes where it tears a character. `afterMs` counts from the write before it. */
export type Frame = { afterMs?: number; raw?: string | Uint8Array; data?: unknown };

/** `close` ends the response properly, `cut` breaks the connection, `reset` as a crash would, `hang` leaves it open in silence. */
type Ending = "close" | "cut" | "reset" | "hang";

/** `status` is 200 and the content type an event stream unless said otherwise; `frames` may never end. */
export type Script = {
  status?: number;
  headers?: Record<string, string>;
  frames: Iterable<Frame>;
  end?: Ending;
};

export type RawRequest = {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  /** The parsed JSON object; empty when the body is anything else. */
  body: Record<string, unknown>;
  /** The body as it came. */
  text: string;
  /** `performance.now()` when the whole body had arrived. */
  receivedAt: number;
  /** `performance.now()` when the response was over or the client had left; null before that. */
  closedAt: number | null;
};

/** Chooses the script for a request. One that never resolves leaves the client without even a status. */
export type Handler = (request: RawRequest) => Script | Promise<Script>;

const jsonObject = z.record(z.string(), z.unknown());

/** Parses a request body; never throws. */
export function parseBody(text: string): Record<string, unknown> {
  try {
    return jsonObject.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** The bytes of a frame. */
export function encodeFrame({ raw, data }: Frame): string | Uint8Array {
  return raw ?? `data: ${JSON.stringify(data)}\n\n`;
}

/** A whole JSON response, such as an error before the first byte of a stream. */
export function jsonScript(status: number, body: unknown): Script {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
    frames: [{ raw: JSON.stringify(body) }],
  };
}

/** A handler that answers each model id with its own script, and any other with 404. */
export function byModel(scripts: Record<string, Script | Handler>): Handler {
  return (request) => {
    const script = scripts[String(request.body.model)];
    if (!script) return jsonScript(404, { error: { code: "1211", message: "Unknown model" } });
    return typeof script === "function" ? script(request) : script;
  };
}

/** The first half of the frames, then the second once it `isTime`, for which the client is kept waiting with comments. */
export function* held(frames: Frame[], isTime: () => boolean): Generator<Frame> {
  const half = Math.ceil(frames.length / 2);
  yield* frames.slice(0, half);
  while (!isTime()) yield { afterMs: 20, raw: ": wait\n\n" };
  yield* frames.slice(half);
}

/** Spreads frames evenly: the first after `firstAfterMs`, the last `streamMs` after the first. */
export function pace(frames: Frame[], firstAfterMs: number, streamMs: number): Frame[] {
  const gapMs = frames.length > 1 ? streamMs / (frames.length - 1) : 0;
  return frames.map((frame, index) => ({ ...frame, afterMs: index === 0 ? firstAfterMs : gapMs }));
}
