/** What people saw against the log and the provider. */
import type { Run } from "../../lib/runs/run.ts";
import type { Evidence } from "./chaos.ts";
import { DATABASE_RESTARTS } from "./incidents.ts";
import type { Check } from "./judge.ts";
import { keyOf } from "./oracle.ts";
import type { Person } from "./person.ts";

/** A stop must have reached the provider by then. */
const STOPS_WITHIN_MS = 1_000;

export function judgePersons(evidence: Evidence, slack: number): Check[] {
  const { persons, rows } = evidence;
  const logged = new Set(rows.map(({ run }) => run.id));
  const announced = persons.flatMap((person) => [...person.announced]);
  const runOf = new Map(rows.map(({ token, run }) => [keyOf(token, run.offer), run]));
  const told = persons.filter(({ wasToldDone }) => wasToldDone);
  const rejoined = persons.filter(
    ({ connections, missedLiveAt }) => connections > 1 || missedLiveAt.length > 0,
  );
  return [
    {
      name: "every run that was announced has its row",
      checked: announced.length,
      problems: announced.filter((id) => !logged.has(id)),
    },
    {
      name: "nobody got an answer that they can do nothing with",
      checked: persons.length,
      problems: persons.flatMap(({ problems }) => problems),
    },
    {
      name: "what streamed is the log's text, over all connections",
      checked: persons.length,
      problems: persons.flatMap((person) => streamProblems(person, runOf)),
    },
    {
      name: "a stream that says it is over has told every lane's end",
      checked: told.length,
      problems: told.flatMap(({ plan, ended }) =>
        ended.size === plan.lanes.length ? [] : [`${plan.token}: ${ended.size} of ${plan.lanes.length}`],
      ),
    },
    {
      name: "nobody was told that nothing is live while it was",
      checked: rejoined.length,
      problems: rejoined.flatMap((person) => missProblem(person, evidence)),
    },
    stopCheck(evidence, slack * STOPS_WITHIN_MS),
  ];
}

/** What a person saw of each lane, against its end as they were told it, else as it is in the log. */
function streamProblems({ plan, texts, ended, starts }: Person, runOf: ReadonlyMap<string, Run>): string[] {
  // Who had to start again may have come when all was over.
  if (starts > 1 && texts.size === 0) return [];
  return plan.lanes.flatMap(({ offer }, lane) => {
    const told = ended.get(lane);
    const run = told ?? runOf.get(keyOf(plan.token, offer));
    const streamed = texts.get(lane) ?? "";
    const logged = run?.content?.text ?? "";
    // Who has not seen the end has seen the beginning; a crash takes the last second from the log, not from the person.
    const isBeginning = logged.startsWith(streamed) && (!told || run?.status === "interrupted");
    const isLonger = streamed.startsWith(logged) && run?.status === "interrupted";
    if (streamed === logged || isBeginning || isLonger) return [];
    return [
      `${plan.token} lane ${lane} (${run?.status}): ${streamed.length} characters streamed, ${logged.length} logged`,
    ];
  });
}

/** The ends that the instances kept while the database was away are in the log this soon after its return. */
const WRITTEN_WITHIN_MS = 5_000;

/**
 * While an instance is dead its runs are neither live nor over, and while the database is away those that end there are
 * not over in the log: neither is a fault of whoever is asked.
 */
function missProblem({ plan, missedLiveAt }: Person, { rows, struck }: Evidence): string[] {
  if (rows.some(({ token, run }) => token === plan.token && run.status === "interrupted")) return [];
  const away = struck.filter(({ name }) => name === DATABASE_RESTARTS);
  const isExcused = (at: number) =>
    away.some(({ from, until }) => at > from && at < until + WRITTEN_WITHIN_MS);
  const missed = missedLiveAt.filter((at) => !isExcused(at)).length;
  return missed > 0 ? [`${plan.token}: ${missed} times`] : [];
}

/** A stopped lane's connections to the provider are closed at once, and no new one is opened. */
function stopCheck({ persons, calls }: Evidence, withinMs: number): Check {
  const callsOf = Map.groupBy(calls, ({ token, offer }) => keyOf(token, offer));
  const stopped = persons.flatMap(({ plan, stoppedAt }) =>
    plan.person.does === "cancels" && stoppedAt !== null
      ? [{ key: keyOf(plan.token, plan.lanes[plan.person.lane]?.offer ?? ""), stoppedAt }]
      : [],
  );
  return {
    name: `a stop closes the connection to the provider within ${withinMs / 1000} s`,
    checked: stopped.length,
    problems: stopped.flatMap(({ key, stoppedAt }) =>
      (callsOf.get(key) ?? []).flatMap(({ receivedAt, closedAt }) => {
        const openForMs = (closedAt ?? Number.POSITIVE_INFINITY) - stoppedAt;
        if (openForMs <= withinMs && receivedAt <= stoppedAt + withinMs) return [];
        return `${key}: open for ${Math.round(openForMs)} ms more`;
      }),
    ),
  };
}
