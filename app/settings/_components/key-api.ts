import { callApi, postJson, problemOfResponse } from "@/components/comparison/api-problem";
import type { KeyTest } from "@/lib/api/key-schema";

/** @throws ApiProblem */
export async function saveKey(provider: string, apiKey: string): Promise<void> {
  await required(postJson(pathOf(provider), { apiKey }, { method: "PUT" }));
}

/** @throws ApiProblem */
export async function removeKey(provider: string): Promise<void> {
  await required(callApi(pathOf(provider), { method: "DELETE" }));
}

/** Calls a provider once with the key that it has. @throws ApiProblem */
export async function testKey(provider: string, signal: AbortSignal): Promise<KeyTest> {
  return (await required(callApi(`${pathOf(provider)}/test`, { method: "POST", signal }))).json();
}

function pathOf(provider: string): string {
  return `/api/keys/${encodeURIComponent(provider)}`;
}

async function required(answer: Promise<Response>): Promise<Response> {
  const response = await answer;
  if (!response.ok) throw await problemOfResponse(response);
  return response;
}
