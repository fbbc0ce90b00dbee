import { type callApi, postJson, problemOfResponse } from "@/components/comparison/api-problem";

/** @throws ApiProblem */
export async function saveRetention(days: number | null): Promise<void> {
  await required(postJson("/api/settings/retention", { days }, { method: "PUT" }));
}

/** @throws ApiProblem */
export async function deleteEverything(): Promise<void> {
  await required(postJson("/api/data", { confirm: "delete everything" }, { method: "DELETE" }));
}

async function required(answer: ReturnType<typeof callApi>): Promise<void> {
  const response = await answer;
  if (!response.ok) throw await problemOfResponse(response);
}
