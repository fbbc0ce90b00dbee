import type { SharePreview } from "@/lib/runs/share";
import { callApi, postJson, problemOfResponse } from "./api-problem";

export type ShareChoice = { responses: boolean; instructions: boolean };

/** @throws ApiProblem */
export async function previewShare(
  comparisonId: string,
  include: ShareChoice,
  signal: AbortSignal,
): Promise<SharePreview> {
  return answered(await postJson("/api/shares/preview", { comparisonId, include }, { signal }));
}

/** Publishes what a preview showed, and nothing else. @returns the share's absolute address @throws ApiProblem */
export async function publishShare(
  { comparison, digest }: SharePreview,
  include: ShareChoice,
  expiresAt: string | null,
): Promise<string> {
  const body = { comparisonId: comparison.id, include, expiresAt, digest, confirmKeyLikeText: true };
  const { url }: { url: string } = await answered(await postJson("/api/shares", body));
  return new URL(url, window.location.href).href;
}

/** @throws ApiProblem */
export async function changeShareEnd(id: string, expiresAt: string | null): Promise<void> {
  await answered(await postJson(`/api/shares/${id}`, { expiresAt }, { method: "PATCH" }));
}

/** @throws ApiProblem */
export async function revokeShare(id: string): Promise<void> {
  const response = await callApi(`/api/shares/${id}`, { method: "DELETE" });
  if (!response.ok) throw await problemOfResponse(response);
}

async function answered<T>(response: Response): Promise<T> {
  if (!response.ok) throw await problemOfResponse(response);
  return response.json();
}
