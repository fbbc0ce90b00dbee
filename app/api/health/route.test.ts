import { expect, it } from "vitest";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { runHub } from "@/lib/server/run-hub";
import { GET } from "./route";

useTestServer();

async function health(query = "") {
  const response = await GET(apiRequest(`/api/health${query}`), undefined);
  return { httpStatus: response.status, ...(await response.json()) };
}

it("sends a load balancer elsewhere once the server is told to stop, while its process counts as alive", async () => {
  expect(await health()).toMatchObject({ httpStatus: 200, status: "ok", database: "ok" });
  expect(await health("?live=1")).toMatchObject({ httpStatus: 200, status: "ok", database: null });
  await runHub().drain(0);
  expect(await health()).toMatchObject({ httpStatus: 503, status: "degraded", database: "ok" });
  expect(await health("?live=1")).toMatchObject({ httpStatus: 200, status: "ok" });
});
