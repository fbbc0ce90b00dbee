import type { Evidence } from "./chaos.ts";
import { judgeLog } from "./judge-log.ts";
import { judgePersons } from "./judge-persons.ts";

/** A promise, how often it was put to the test, and where it was broken. */
export type Check = { name: string; checked: number; problems: string[] };

/**
 * Puts what was seen to every test. `slack` stretches the limits of time, for a machine of which nothing is known; it
 * is 1 where figures are taken.
 */
export function judge(evidence: Evidence, slack = 1): Check[] {
  const { struck, sameKeyProblems, settledAfterMs } = evidence;
  const ends = struck.filter(({ name }) => name === "SIGTERM");
  return [
    ...judgeLog(evidence, slack),
    {
      name: "every row is terminal within 60 s",
      checked: evidence.rows.length,
      problems: settledAfterMs === null ? ["some never were"] : [],
    },
    ...judgePersons(evidence, slack),
    {
      name: "100 equal POSTs make one call a lane, another body is 409",
      checked: 1,
      problems: sameKeyProblems,
    },
    {
      name: "an instance exits 0 on SIGTERM",
      checked: ends.length,
      problems: ends.flatMap(({ problems }) => problems),
    },
  ];
}

/** The checks as a table, with the first few problems of each; and what became of the runs. */
export function tabulate(checks: readonly Check[], { rows, settledAfterMs }: Evidence): string {
  const width = Math.max(...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, checked, problems }) => [
    `${problems.length === 0 ? "ok  " : "FAIL"}  ${name.padEnd(width)}  ${String(checked).padStart(6)} checked  ${problems.length} broken`,
    ...problems.slice(0, 5).map((problem) => `        ${problem}`),
  ]);
  const outcomes = [...Map.groupBy(rows, ({ run }) => run.status)].map(
    ([status, some]) => `${some.length} ${status}`,
  );
  const settled =
    settledAfterMs === null ? "never" : `${(settledAfterMs / 1000).toFixed(1)} s after the load`;
  return [...lines, `${rows.length} rows: ${outcomes.join(", ")}; all terminal: ${settled}`].join("\n");
}
