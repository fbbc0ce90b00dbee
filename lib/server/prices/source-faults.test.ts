import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { listCurrentPricePoints } from "@/db/queries/price-points";
import { useTestServer } from "@/e2e/test-server";
import {
  endpointList,
  openRouterEndpoint,
  type PriceAnswers,
  servePrices,
} from "@/e2e/upstream/price-answers";
import { jsonScript } from "@/e2e/upstream/script";
import { FETCH_LIMITS, type FetchLimits } from "./get-json";
import { readPriceSources } from "./read-price-sources";
import { refreshPrices } from "./refresh-prices";

const { upstream } = useTestServer();
const FLASH = "/openrouter/models/z-ai/glm-4.7-flash/endpoints";
const flashList = (...endpoints: object[]) => ({ [FLASH]: endpointList("z-ai/glm-4.7-flash", ...endpoints) });
const flashPrice = { prompt: "0.00000006", completion: "0.0000004" };

async function refresh(changes: PriceAnswers = {}, limits?: FetchLimits) {
  upstream().respondWith(servePrices(changes));
  const reports = await refreshPrices(limits);
  return Object.fromEntries(reports.map((report) => [report.source, report]));
}

beforeAll(async () => {
  await refresh();
});

describe("a source that fails", () => {
  const html = { headers: { "content-type": "text/html" }, frames: [{ raw: "<!doctype html><p>Sorry" }] };
  const patient = FETCH_LIMITS;
  const impatient: FetchLimits = { ...FETCH_LIMITS, totalMs: 2_000 };
  const models = ["glm-4.6", "glm-4.7", "glm-4.7-flash"];
  const everywhere = (answer: object) =>
    Object.fromEntries(models.map((model) => [`/openrouter/models/z-ai/${model}/endpoints`, answer]));

  it.each([
    ["answers with an error", jsonScript(503, {}), /^It answered with an error \(status 503\)\./, patient],
    [
      "redirects",
      { status: 302, headers: { location: "/elsewhere" }, frames: [] },
      /^It answered with a redirect, which is not followed/,
      patient,
    ],
    ["is a web page", html, /^It answered with HTML instead of JSON\./, patient],
    ["breaks off", { frames: [{ raw: '{"data":' }], end: "cut" }, /^It could not be reached \(/, patient],
    [
      "changed its shape",
      { data: { endpoints: {} } },
      /^It answered in a shape that is not known \(at /,
      patient,
    ],
    ["answers for another model", endpointList("z-ai/glm-5"), /^It answered for another model\./, patient],
    ["hangs", { frames: [{ raw: '{"data":' }], end: "hang" }, /within 2 s\./, impatient],
    [
      "never ends",
      { frames: Array.from({ length: 40 }, () => ({ raw: " ".repeat(1024) })), end: "hang" },
      /^It sent more than 0\.03125 MiB\./,
      { ...patient, maxBytes: 32 * 1024 },
    ],
  ])("because it %s leaves its old prices and says so", async (_how, answer, message, limits) => {
    const before = await listCurrentPricePoints(await database());
    const reports = await refresh(everywhere(answer), limits);
    expect(reports.openrouter).toMatchObject({ ok: false, newPoints: 0 });
    expect(reports.openrouter?.message).toMatch(message);
    expect(reports.openrouter?.message).toMatch(/ The old prices stand\.$/);
    expect(reports.vercel).toMatchObject({ ok: true });
    expect(await listCurrentPricePoints(await database())).toEqual(before);
    const { sources } = await readPriceSources();
    expect(sources.find(({ source }) => source === "openrouter")).toEqual({
      name: "OpenRouter",
      ...reports.openrouter,
    });
  });

  it("in one part leaves the others", async () => {
    const reports = await refresh({
      ...flashList(
        openRouterEndpoint("healthy", flashPrice),
        openRouterEndpoint("dear", { prompt: "0.06", completion: "0.4" }),
      ),
      "/openrouter/models/z-ai/glm-4.6/endpoints": jsonScript(404, {}),
    });
    expect(reports.openrouter).toMatchObject({
      ok: false,
      newPoints: 1,
      message:
        "2 prices read. It answered with an error (status 404) for glm-4.6; it states the price " +
        `"0.06" per token, which cannot be (one of glm-4.7-flash's endpoints). There the old prices stand.`,
    });
  });

  it("because its connection breaks is reported like the others", async () => {
    upstream().respondWith({ frames: [], end: "cut" });
    for (const report of await refreshPrices()) expect(report).toMatchObject({ ok: false, newPoints: 0 });
  });
});
