import { Agent, request } from "undici";
import { observeSend } from "./send-moment";
import { timeLimits } from "./time-limits";

/** A provider's response, its body not read yet. */
export type WireResponse = {
  status: number;
  contentType: string;
  /** Where a redirect points; redirects are never followed. */
  location: string | null;
  retryAfterMs: number | null;
  /** Calls back synchronously for every read from the socket, so that a stamp taken there is the arrival. */
  read(handlers: { onData(data: Uint8Array): void; onEnd(): void; onError(error: Error): void }): void;
  /** The whole body, of which no more than `limit` bytes are kept. */
  text(limit: number): Promise<string>;
  destroy(): void;
};

const AGENT = Symbol.for("glimpse.agent");

/** One pool of connections for the process, whichever of Next's module instances asks. Time-outs of answers are the watchdog's. */
function agent(): Agent {
  const holder = globalThis as { [AGENT]?: Agent };
  holder[AGENT] ??= new Agent({
    connect: { timeout: timeLimits().connectMs },
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 30_000,
    allowH2: false,
  });
  return holder[AGENT];
}

/**
 * POSTs a body and gives the response's head. Not `fetch`: that follows redirects, unpacks what is compressed, and
 * merges reads before they can be stamped. Throws what undici throws when there is no response.
 */
export async function send(
  url: string,
  options: { headers: Headers; body: string; signal: AbortSignal; onSent: (at: number) => void },
): Promise<WireResponse> {
  const { statusCode, headers, body } = await observeSend(options.onSent, () =>
    request(url, {
      method: "POST",
      headers: { ...Object.fromEntries(options.headers), "accept-encoding": "identity" },
      body: options.body,
      signal: options.signal,
      dispatcher: agent(),
    }),
  );
  // Whoever reads gets the error from its own handler; a body that nobody reads must not end the process.
  body.on("error", () => undefined);
  return {
    status: statusCode,
    contentType: first(headers["content-type"]) ?? "",
    location: first(headers.location),
    retryAfterMs: retryAfter(first(headers["retry-after"])),
    read({ onData, onEnd, onError }) {
      body.on("data", onData);
      body.on("end", onEnd);
      body.on("error", onError);
    },
    async text(limit) {
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of body) {
        bytes += chunk.length;
        if (bytes > limit) break;
        chunks.push(chunk);
      }
      return Buffer.concat(chunks).toString("utf8");
    },
    destroy: () => body.destroy(),
  };
}

function first(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

/** `Retry-After` in seconds or as a date, as milliseconds from now. */
function retryAfter(value: string | null): number | null {
  if (value === null) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) && ms >= 0 ? ms : null;
}
