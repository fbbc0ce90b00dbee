import type { PlannedComparison } from "./load-plan.ts";
import type { Oracle } from "./oracle.ts";

const POSTS = 100;

/**
 * A hundred equal requests at once under one key, then another body under it.
 *
 * @returns what was wrong
 */
export async function postWithOneKey(
  url: string,
  { token, lanes }: PlannedComparison,
  oracle: Oracle,
): Promise<string[]> {
  const problems: string[] = [];
  const post = (prompt: string) =>
    fetch(`${url}/api/comparisons`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": token },
      body: JSON.stringify({ prompt, lanes: lanes.map(({ offer }) => ({ offer })) }),
    });
  const answers = await Promise.all(
    Array.from({ length: POSTS }, async () => {
      const response = await post(token);
      return {
        status: response.status,
        words: await response.text(),
        id: response.headers.get("x-comparison-id"),
      };
    }),
  );
  for (const [status, some] of Map.groupBy(answers, (answer) => answer.status))
    if (status !== 200)
      problems.push(`${some.length} of ${POSTS}: ${status} ${some[0]?.words.slice(0, 200)}`);
  const comparisons = new Set(answers.filter(({ status }) => status === 200).map(({ id }) => id));
  if (comparisons.size !== 1) problems.push(`${comparisons.size} comparisons`);
  const calls = oracle.calls().filter((call) => call.token === token).length;
  if (calls !== lanes.length) problems.push(`${calls} calls for ${lanes.length} lanes`);
  const other = await post(`${token} another`);
  if (other.status !== 409) problems.push(`another body: ${other.status}`);
  await other.body?.cancel();
  return problems;
}
