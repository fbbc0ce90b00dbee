import { expect, it } from "vitest";
import { readEvents } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { POST as startRoute } from "./comparisons/route";
import { GET as exportRoute } from "./runs/export/route";
import { GET as runsRoute } from "./runs/route";
import { POST as shareRoute } from "./shares/route";
import { GET as spendRoute } from "./spend/route";

useTestServer();

/** Well formed, and nothing that Postgres or JavaScript would take. */
const ODD_TIMES = ["0000-01-01", "9999-12-31T23:59:59-01:00", "0001-01-01T00:00:00+14:00", "1969-12-31"];

it.each([
  ["/api/runs?from=", runsRoute],
  ["/api/runs?to=", runsRoute],
  ["/api/runs/export?format=csv&from=", exportRoute],
  ["/api/spend?to=", spendRoute],
  ["/api/spend?from=", spendRoute],
])("an odd time is refused: %s", async (path, route) => {
  for (const time of ODD_TIMES) {
    const response = await route(apiRequest(path + encodeURIComponent(time)), undefined);
    expect([time, response.status, (await response.json()).code]).toEqual([time, 400, "invalid-query"]);
  }
  const good = await route(apiRequest(`${path}1970-01-02`), undefined);
  expect(good.status).toBe(200);
  await good.text();
});

it("a share does not expire after the last year there is", async () => {
  const json = { prompt: "Hi", lanes: [{ offer: "demo/glm-4.7-flash" }] };
  const response = await startRoute(apiRequest("/", { method: "POST", json }), undefined);
  const comparisonId = response.headers.get("x-comparison-id");
  await readEvents(response);
  const share = { comparisonId, expiresAt: "9999-12-31T23:59:59-01:00" };
  const refused = await shareRoute(apiRequest("/", { method: "POST", json: share }), undefined);
  expect([refused.status, (await refused.json()).code]).toEqual([400, "invalid-body"]);
});
