import { describe, expect, it } from "vitest";
import type { RunError } from "@/lib/runs/run";
import { adapterOf } from "./adapters";
import { parseProviderError } from "./parse-provider-error";
import { MOST_ATTEMPTS, retryWaitMs } from "./retry";

const zai = adapterOf("zai", null);
const refused = (status: number | null, body: unknown = null): RunError => ({
  ...parseProviderError(body, status, zai),
  retryAfterMs: null,
});
const isRetried = (failure: RunError) => retryWaitMs(failure, 1, zai) !== null;
const own = (errorClass: RunError["class"], code: string): RunError => ({
  class: errorClass,
  code,
  message: "",
  httpStatus: null,
  retryAfterMs: null,
});

describe("a request that failed before any output", () => {
  it.each([408, 409, 425, 429, 500, 501, 502, 503, 504, 520, 522, 524, 529, 599])(
    "is sent again after HTTP %i",
    (status) => expect(isRetried(refused(status))).toBe(true),
  );

  it.each([400, 401, 402, 403, 404, 405, 406, 410, 413, 415, 422, 423, 424, 426, 431, 451, 499])(
    "is not sent again after HTTP %i",
    (status) => expect(isRetried(refused(status))).toBe(false),
  );

  it.each(["1302", "1305"])("is sent again after Z.ai's 429 with the passing code %s", (code) =>
    expect(isRetried(refused(429, { error: { code, message: "Busy" } }))).toBe(true),
  );

  it.each([1113, 1308, 1309, 1310, 1311, 1313, 1314, 1315, 1316, 1317, 1318, 1319, 1320, 1321])(
    "is never sent again after Z.ai's 429 with the permanent code %i",
    (code) => {
      expect(isRetried(refused(429, { error: { code: String(code), message: "Pay" } }))).toBe(false);
      expect(isRetried(refused(429, { code, message: "Pay" }))).toBe(false);
    },
  );

  it.each([
    ["a broken connection", own("network", "ECONNRESET")],
    ["a refused connection", own("network", "ECONNREFUSED")],
    ["an unknown host", own("network", "ENOTFOUND")],
    ["a stream that was cut off", own("network", "cut-off")],
    ["overload inside its stream", refused(null, { error: { code: 503, message: "Busy" } })],
    ["a gateway's time-out inside its stream", refused(null, { error: { code: 504, message: "Slow" } })],
  ])("is sent again after %s", (_name, failure) => expect(isRetried(failure)).toBe(true));

  it.each([
    ["a request error inside its stream", refused(null, { error: { code: 400, message: "Bad" } })],
    ["a time-out of ours", own("timeout", "first-output-timeout")],
    ["no connection in time", own("timeout", "connect-timeout")],
    ["a damaged stream", own("malformed-stream", "damaged-stream")],
  ])("is not sent again after %s", (_name, failure) => expect(isRetried(failure)).toBe(false));

  it("is sent no more than three times, with growing waits", () => {
    const waits = [1, 2, 3].map((attempts) => retryWaitMs(refused(500), attempts, zai));
    expect(MOST_ATTEMPTS).toBe(3);
    expect(waits[0]).toBeGreaterThanOrEqual(400);
    expect(waits[1]).toBeGreaterThanOrEqual(800);
    expect(waits[2]).toBeNull();
  });

  it("waits as long as the provider asks, unless it asks for too much", () => {
    expect(retryWaitMs({ ...refused(429), retryAfterMs: 3_000 }, 1, zai)).toBe(3_000);
    expect(retryWaitMs({ ...refused(429), retryAfterMs: 0 }, 1, zai)).toBe(0);
    expect(retryWaitMs({ ...refused(429), retryAfterMs: 60_000 }, 1, zai)).toBeNull();
  });
});
