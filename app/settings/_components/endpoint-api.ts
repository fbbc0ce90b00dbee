import { callApi, postJson, problemOfResponse } from "@/components/comparison/api-problem";
import type { EndpointTest, EndpointView } from "@/lib/catalog/custom-endpoint";
import { bodyOf, type EndpointDraft } from "./endpoint-draft";

/** Saves a new endpoint, or a changed one. Gives what the server warns of. @throws ApiProblem */
export async function saveEndpoint(draft: EndpointDraft, isNew: boolean): Promise<{ message: string }[]> {
  const body = bodyOf(draft);
  const response = isNew
    ? await postJson("/api/endpoints", { name: draft.name, ...body })
    : await postJson(pathOf(draft.name), body, { method: "PATCH" });
  const saved: EndpointView & { warnings?: { message: string }[] } = await jsonOf(response);
  return saved.warnings ?? [];
}

/** @throws ApiProblem */
export async function deleteEndpoint(name: string): Promise<void> {
  const response = await callApi(pathOf(name), { method: "DELETE" });
  if (!response.ok) throw await problemOfResponse(response);
}

/** Calls a saved endpoint once. @throws ApiProblem */
export async function testSavedEndpoint(name: string, signal: AbortSignal): Promise<EndpointTest> {
  return jsonOf(await callApi(`${pathOf(name)}/test`, { method: "POST", signal }));
}

/** Calls an endpoint as it stands in the form once; a stored one lends its key. @throws ApiProblem */
export async function testDraftEndpoint(draft: EndpointDraft, signal: AbortSignal): Promise<EndpointTest> {
  const name = draft.name === "" ? {} : { name: draft.name };
  return jsonOf(await postJson("/api/endpoints/test", { ...name, ...bodyOf(draft) }, { signal }));
}

function pathOf(name: string): string {
  return `/api/endpoints/${encodeURIComponent(name)}`;
}

async function jsonOf<T>(response: Response): Promise<T> {
  if (!response.ok) throw await problemOfResponse(response);
  return response.json();
}
