import { type Agent, request } from "undici";
import { type ReadHandlers, readPaced } from "./read-paced";
import { observeSend } from "./send-moment";

/** A provider's response, its body not read yet. */
export type WireResponse = {
  status: number;
  contentType: string;
  /** How it is compressed, although that was not asked for; it is never unpacked. */
  encoding: string | null;
  /** Where a redirect points; redirects are never followed. */
  location: string | null;
  retryAfterMs: number | null;
  /** Calls back for every read from the socket, stamped at its arrival. */
  read(handlers: ReadHandlers): void;
  /** The whole body; null where it is larger than `limit` bytes, and no longer read. */
  text(limit: number): Promise<string | null>;
  destroy(): void;
};

/**
 * POSTs a body and gives the response's head. Not `fetch`: that follows redirects, unpacks what is compressed, and
 * merges reads before they can be stamped. Throws what undici throws when there is no response.
 */
export async function send(
  url: string,
  options: {
    headers: Headers;
    body: string;
    agent: Agent;
    signal: AbortSignal;
    onSent: (at: number) => void;
  },
): Promise<WireResponse> {
  const { statusCode, headers, body } = await observeSend(options.onSent, () =>
    request(url, {
      method: "POST",
      headers: { ...Object.fromEntries(options.headers), "accept-encoding": "identity" },
      body: options.body,
      signal: options.signal,
      dispatcher: options.agent,
    }),
  );
  // Whoever reads gets the error from its own handler; a body that nobody reads must not end the process.
  body.on("error", () => undefined);
  return {
    status: statusCode,
    contentType: first(headers["content-type"]) ?? "",
    encoding: encodingOf(first(headers["content-encoding"])),
    location: first(headers.location),
    retryAfterMs: retryAfter(first(headers["retry-after"])),
    read: (handlers) => readPaced(body, handlers),
    async text(limit) {
      const chunks: Buffer[] = [];
      let bytes = 0;
      for await (const chunk of body) {
        bytes += chunk.length;
        if (bytes > limit) return null;
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

function encodingOf(value: string | null): string | null {
  const encoding = value?.trim().toLowerCase();
  return encoding && encoding !== "identity" ? encoding.slice(0, 100) : null;
}

/** `Retry-After` in seconds or as a date, as milliseconds from now. */
function retryAfter(value: string | null): number | null {
  if (value === null) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) && ms >= 0 ? ms : null;
}
