import { Agent, request } from "undici";
import { redactorOf } from "../redaction/known-secrets";
import { type GetJson, SourceFault } from "./source";

/** How long a source may take and how much it may send. */
export type FetchLimits = { connectMs: number; totalMs: number; maxBytes: number };

export const FETCH_LIMITS: FetchLimits = {
  connectMs: 10_000,
  totalMs: 30_000,
  maxBytes: 8 * 1024 * 1024,
};

/** Something that GETs JSON within the limits and follows no redirects; `close` it when the work is done. */
export function openGetJson(limits: FetchLimits): { get: GetJson; close: () => Promise<void> } {
  const dispatcher = new Agent({ connect: { timeout: limits.connectMs }, allowH2: false });
  const get: GetJson = async (url, headers = {}) => {
    const text = await getText(url, headers, dispatcher, limits);
    try {
      return JSON.parse(text);
    } catch (cause) {
      const what = /^\s*</.test(text) ? "HTML" : "something else";
      throw new SourceFault(`answered with ${what} instead of JSON`, { cause });
    }
  };
  return { get, close: () => dispatcher.destroy() };
}

async function getText(
  url: string,
  headers: Record<string, string>,
  dispatcher: Agent,
  { totalMs, maxBytes }: FetchLimits,
): Promise<string> {
  const signal = AbortSignal.timeout(totalMs);
  try {
    const { statusCode, body } = await request(url, {
      headers: { accept: "application/json", "accept-encoding": "identity", ...headers },
      signal,
      dispatcher,
    });
    // Whoever reads gets the error; a body that is left unread must not end the process.
    body.on("error", () => undefined);
    if (statusCode !== 200) {
      body.destroy();
      const what = statusCode >= 300 && statusCode < 400 ? "a redirect, which is not followed" : "an error";
      throw new SourceFault(`answered with ${what} (status ${statusCode})`, { status: statusCode });
    }
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of body) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new SourceFault(`sent more than ${maxBytes / 1024 / 1024} MiB`);
      chunks.push(chunk);
    }
    return redactorOf().redact(Buffer.concat(chunks).toString("utf8"));
  } catch (error) {
    if (error instanceof SourceFault) throw error;
    if (signal.aborted) {
      throw new SourceFault(`did not finish its answer within ${totalMs / 1000} s`, { cause: error });
    }
    throw new SourceFault(`could not be reached (${reasonOf(error)})`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown reason";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
