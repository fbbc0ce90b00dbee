import { expect, test, vi } from "vitest";
import { apiRequest } from "@/e2e/test-server";
import { handleRoute } from "./handle-route";

test("an error of ours keeps its status when another copy of its module made it", async () => {
  vi.resetModules();
  const { AppError } = await import("./app-error");
  const route = handleRoute(async () => {
    throw new AppError("shutting-down", "The server is going down.");
  });
  const response = await route(apiRequest("/api/health"), {});
  expect(response.status).toBe(503);
});
