/** The log against what the provider knows. */
import type { Run } from "../../lib/runs/run.ts";
import type { Evidence } from "./chaos.ts";
import { expectedCost, sumUsd } from "./expected-cost.ts";
import { type Stress, statusProblem } from "./expected-status.ts";
import type { Check } from "./judge.ts";
import { type Call, keyOf } from "./oracle.ts";

/** A checkpoint a second, and the time to write it on a busy machine. */
const MOST_LOST_MS = 3_000;

/** A lane of the load: what the provider saw, what the log has, and what else happened to it. */
type Lane = { key: string; calls: Call[]; rows: Run[]; stress: Stress };

export function judgeLog(evidence: Evidence, slack: number): Check[] {
  const lanes = lanesOf(evidence);
  const logged = lanes.flatMap(({ rows: [run], ...lane }) => (run ? [{ ...lane, run }] : []));
  // A stop may come between an answer's last word and its usage.
  const completed = logged.filter(({ run, stress }) => run.status === "completed" && !stress.isStopped);
  const keys = new Set(lanes.map(({ key }) => key));
  const strangers = evidence.rows.filter(({ token, run }) => !keys.has(keyOf(token, run.offer)));
  const calls = evidence.calls.length;
  return [
    check("every call to the provider has its row", lanes, calls, ({ key, calls, rows }) =>
      calls.length > 0 && rows.length === 0 ? `${key}: ${calls.length} calls, no row` : null,
    ),
    check("no lane has two rows", lanes, evidence.rows.length, ({ key, rows }) =>
      rows.length > 1 ? `${key}: ${rows.length} rows` : null,
    ),
    {
      name: "every row is of a lane that was asked for",
      checked: evidence.rows.length,
      problems: strangers.map(({ run }) => run.id),
    },
    check("a row's HTTP attempts are the calls", logged, logged.length, attemptsProblem),
    check("a row's outcome is what happened", logged, logged.length, ({ key, calls, run, stress }) =>
      statusProblem(key, calls, run, stress),
    ),
    check("text is the provider's: completed whole, else its beginning", logged, logged.length, textProblem),
    check("completed: usage is the provider's", completed, completed.length, usageProblem),
    check(
      "completed: cost is exact to the picodollar",
      completed,
      completed.length,
      ({ key, calls, run }) => {
        const plan = calls.at(-1)?.plan;
        const expected = plan && expectedCost(plan, evidence.prices);
        return run.cost.billedUsd === expected ? null : `${key}: ${run.cost.billedUsd}, not ${expected}`;
      },
    ),
    spendCheck(evidence),
    lossCheck(logged, slack * MOST_LOST_MS),
  ];
}

function spendCheck({ rows, spend }: Evidence): Check {
  const billed = sumUsd(rows.map(({ run }) => run.cost.billedUsd));
  const isRight = spend.totalUsd === billed && spend.runs === rows.length;
  return {
    name: "spend is the sum of the bills",
    checked: rows.length,
    problems: isRight ? [] : [`${spend.totalUsd} for ${spend.runs} runs, not ${billed} for ${rows.length}`],
  };
}

function lanesOf({ comparisons, calls, rows, persons, struck }: Evidence): Lane[] {
  const callsOf = Map.groupBy(calls, ({ token, offer }) => keyOf(token, offer));
  const rowsOf = Map.groupBy(rows, ({ token, run }) => keyOf(token, run.offer));
  const personOf = new Map(persons.map((person) => [person.plan.token, person]));
  return comparisons.flatMap(({ token, lanes, person }) =>
    lanes.map(({ offer }, index) => {
      const key = keyOf(token, offer);
      const isStopped = person.does === "cancels" && person.lane === index;
      return {
        key,
        calls: callsOf.get(key) ?? [],
        rows: (rowsOf.get(key) ?? []).map(({ run }) => run),
        stress: { struck, isStopped: isStopped && personOf.get(token)?.stoppedAt != null },
      };
    }),
  );
}

function check<T>(
  name: string,
  subjects: readonly T[],
  checked: number,
  problemOf: (subject: T) => string | null,
): Check {
  return { name, checked, problems: subjects.map(problemOf).filter((problem) => problem !== null) };
}

type Logged = Omit<Lane, "rows"> & { run: Run };

function attemptsProblem({ key, calls, run }: Logged): string | null {
  const attempts = run.attempts.length;
  // Killed in mid-stream, an instance could not write how often it had asked; stopped, it may not have come to ask.
  if (run.status === "interrupted") return null;
  const isRight = run.status === "aborted" ? attempts >= calls.length : attempts === calls.length;
  return isRight ? null : `${key} (${run.status}): ${attempts} attempts, ${calls.length} calls`;
}

function textProblem({ key, calls, run }: Logged): string | null {
  const sent = textOf(calls.at(-1));
  const text = run.content?.text ?? "";
  const isRight = run.status === "completed" ? text === sent : sent.startsWith(text);
  return isRight ? null : `${key} (${run.status}): ${text.length} characters, ${sent.length} sent`;
}

function textOf(call: Call | undefined): string {
  return call?.sent.map(({ text }) => text).join("") ?? "";
}

function usageProblem({ key, calls, run }: Logged): string | null {
  const planned = calls.at(-1)?.plan.usage;
  const expected = `${planned?.inputTokens} ${planned?.cachedTokens} ${planned?.outputTokens} reported`;
  const { usage } = run;
  const logged = `${usage?.inputTokens} ${usage?.cacheReadTokens} ${usage?.outputTokens} ${usage?.source}`;
  return logged === expected ? null : `${key}: ${logged}, not ${expected}`;
}

/** How much of a stream an instance that died took with it. */
function lossCheck(logged: readonly Logged[], mostLostMs: number): Check {
  const interrupted = logged.filter(({ run }) => run.status === "interrupted");
  const losses = interrupted.map(({ key, calls, run }) => {
    const call = calls.at(-1);
    const kept = run.content?.text.length ?? 0;
    let left = kept;
    const firstLost = call?.sent.find(({ text }) => {
      left -= text.length;
      return left < 0;
    });
    const lostMs = firstLost ? (call?.closedAt ?? firstLost.at) - firstLost.at : 0;
    return { key, kept, lostMs };
  });
  const most = Math.max(0, ...losses.map(({ lostMs }) => lostMs));
  return {
    name: `interrupted: the last ${mostLostMs / 1000} s at most are lost (most: ${Math.round(most)} ms)`,
    checked: interrupted.length,
    problems: losses
      .filter(({ lostMs }) => lostMs > mostLostMs)
      .map(({ key, kept, lostMs }) => `${key}: ${Math.round(lostMs)} ms, ${kept} characters kept`),
  };
}
