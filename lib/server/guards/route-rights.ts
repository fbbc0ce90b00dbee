import type { Right } from "./admit";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * Who may use which route: the whole API on one page. The handlers check it themselves (`handleRoute`); the test beside
 * this file finds every handler, and asks each as everybody whom it should refuse.
 */
export const ROUTE_RIGHTS: Record<string, Partial<Record<Method, Right>>> = {
  "/api/[...path]": { GET: "anyone", POST: "anyone", PUT: "anyone", PATCH: "anyone", DELETE: "anyone" },
  "/api/catalog": { GET: "member" },
  "/api/comparisons": { GET: "member", POST: "member" },
  "/api/comparisons/[id]": { GET: "member", DELETE: "member" },
  "/api/comparisons/[id]/stream": { GET: "member" },
  "/api/comparisons/[id]/turns": { POST: "member" },
  "/api/data": { DELETE: "member" },
  "/api/endpoints": { GET: "operator", POST: "operator" },
  "/api/endpoints/[name]": { GET: "operator", PATCH: "operator", DELETE: "operator" },
  "/api/endpoints/[name]/test": { POST: "operator" },
  "/api/endpoints/test": { POST: "operator" },
  "/api/export": { GET: "member" },
  "/api/health": { GET: "anyone" },
  "/api/keys": { GET: "member" },
  "/api/keys/[provider]": { PUT: "member", DELETE: "member" },
  "/api/keys/[provider]/test": { POST: "member" },
  "/api/latency": { GET: "member" },
  "/api/openapi.json": { GET: "anyone" },
  "/api/prices": { GET: "member" },
  "/api/prices/refresh": { POST: "operator" },
  "/api/runs": { GET: "member" },
  "/api/runs/[id]": { GET: "member" },
  "/api/runs/[id]/cancel": { POST: "member" },
  "/api/runs/[id]/retry": { POST: "member" },
  "/api/runs/[id]/transcript": { GET: "member" },
  "/api/runs/export": { GET: "member" },
  "/api/session": { POST: "anyone", DELETE: "anyone" },
  "/api/settings/retention": { GET: "member", PUT: "operator" },
  "/api/shares": { GET: "member", POST: "member" },
  "/api/shares/[id]": { GET: "anyone", PATCH: "member", DELETE: "member" },
  "/api/shares/preview": { POST: "member" },
  "/api/spend": { GET: "member" },
  "/api/tokens": { GET: "operator", POST: "operator" },
  "/api/tokens/[id]": { DELETE: "operator" },
};
