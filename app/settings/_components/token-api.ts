import { callApi, postJson, problemOfResponse } from "@/components/comparison/api-problem";

/** Makes a token and gives it: the only time that anybody sees it. @throws ApiProblem */
export async function createToken(name: string): Promise<string> {
  const response = await postJson("/api/tokens", { name });
  if (!response.ok) throw await problemOfResponse(response);
  const { token }: { token: string } = await response.json();
  return token;
}

/** @throws ApiProblem */
export async function revokeToken(id: string): Promise<void> {
  const response = await callApi(`/api/tokens/${id}`, { method: "DELETE" });
  if (!response.ok) throw await problemOfResponse(response);
}
