import { expect, test } from "vitest";
import type { Run } from "@/lib/runs/run";
import type { Evidence } from "./chaos.ts";
import { judge } from "./judge.ts";
import { planQuiet } from "./load-plan.ts";
import type { Call } from "./oracle.ts";
import { Person } from "./person.ts";

const plan = planQuiet("token");
const prices = new Map(
  plan.lanes.map(({ offer }) => [offer, { input: "0.6", output: "2.2", cacheRead: "0.11" }]),
);
const TEXT = Array.from({ length: 20 }, (_, index) => ` word${index}`);

/** A run as it is logged when all went well; the direct offers cost 700 × 0.60 + 300 × 0.11 + 200 × 2.20 millionths. */
function completedRun(lane: number, offer: string): Run {
  const billedUsd = offer.startsWith("openrouter/") ? "0.001400000000" : "0.000893000000";
  return {
    id: `run-${lane}`,
    comparisonId: "comparison",
    turn: 0,
    lane,
    attempt: 1,
    offer,
    tier: "",
    provider: "",
    upstream: null,
    dialect: "chat-completions",
    modelId: "",
    simulated: false,
    settings: {},
    sent: {},
    status: "completed",
    finishReason: "stop",
    warnings: [],
    error: null,
    content: { text: TEXT.join(""), reasoning: "", toolCalls: [] },
    usage: {
      inputTokens: 1_000,
      cacheReadTokens: 300,
      cacheWriteTokens: null,
      outputTokens: 200,
      reasoningTokens: null,
      source: "reported",
    },
    cost: { billedUsd, computedUsd: null, reportedUsd: null, lookedUpUsd: null, pricePointId: null },
    timing: {
      queuedMs: 0,
      ttftMs: null,
      firstAnswerMs: null,
      thinkingMs: null,
      throughputTps: null,
      endToEndMs: null,
      longestStallMs: null,
      gapP50Ms: null,
      gapP95Ms: null,
      attempts: 1,
    },
    attempts: [{ status: 200, startedAt: "", waitMs: 0 }],
    createdAt: "",
    endedAt: "",
  };
}

/** One comparison of four lanes by which every promise was kept. */
function goodEvidence(): Evidence {
  const person = new Person("http://unused", plan);
  const calls = plan.lanes.map((lane): Call => {
    const sent = TEXT.map((text, index) => ({ at: 1_000 + 100 * index, text }));
    return {
      token: "token",
      offer: lane.offer,
      plan: lane,
      end: "answered",
      receivedAt: 900,
      closedAt: 3_000,
      sent,
    };
  });
  const rows = plan.lanes.map(({ offer }, lane) => ({ token: "token", run: completedRun(lane, offer) }));
  for (const { run } of rows) {
    person.announced.add(run.id);
    person.texts.set(run.lane, TEXT.join(""));
    person.ended.set(run.lane, run);
  }
  const spend = { totalUsd: "0.004079000000", runs: rows.length };
  const rest = { prices, spend, struck: [], sameKeyProblems: [], settledAfterMs: 10 };
  return { comparisons: [plan], persons: [person], calls, rows, ...rest };
}

const brokenBy = (evidence: Evidence) =>
  judge(evidence)
    .filter(({ problems }) => problems.length > 0)
    .map(({ name }) => name);

test("what went well has no problems", () => {
  expect(brokenBy(goodEvidence())).toEqual([]);
});

/** Spoils the first lane's row; what its person was told stays as it was. */
function spoil(evidence: Evidence, change: Partial<Run>): void {
  const row = evidence.rows[0];
  if (row) row.run = { ...row.run, ...change };
}

const kill = { name: "kill -9", from: 2_900, until: 3_500, problems: [] };

test.each<[string, (evidence: Evidence) => void, string]>([
  ["a row is missing", ({ rows }) => rows.pop(), "every call to the provider has its row"],
  ["a run was announced and forgotten", ({ rows }) => rows.pop(), "every run that was announced has its row"],
  [
    "a lane has two rows",
    ({ rows }) => rows.push({ token: "token", run: completedRun(0, plan.lanes[0]?.offer ?? "") }),
    "no lane has two rows",
  ],
  [
    "a row is nobody's",
    ({ rows }) => rows.push({ token: "stranger", run: completedRun(0, "zai/glm-4.7") }),
    "every row is of a lane that was asked for",
  ],
  [
    "a call is not among the row's attempts",
    ({ calls }) => calls[0] && calls.push(calls[0]),
    "a row's HTTP attempts are the calls",
  ],
  [
    "an outcome is wrong",
    (evidence) => spoil(evidence, { status: "length" }),
    "a row's outcome is what happened",
  ],
  [
    "a character is missing",
    (evidence) =>
      spoil(evidence, { content: { text: TEXT.join("").slice(1), reasoning: "", toolCalls: [] } }),
    "text is the provider's: completed whole, else its beginning",
  ],
  ["usage is unknown", (evidence) => spoil(evidence, { usage: null }), "completed: usage is the provider's"],
  [
    "a bill is a picodollar too high",
    (evidence) => {
      const cost = completedRun(0, "zai/glm-4.7").cost;
      spoil(evidence, { cost: { ...cost, billedUsd: "0.000893000001" } });
    },
    "completed: cost is exact to the picodollar",
  ],
  [
    "a bill was added twice",
    ({ spend }) => {
      spend.totalUsd = "0.004972000000";
    },
    "spend is the sum of the bills",
  ],
  [
    "a crash took more than it may",
    (evidence) => {
      const call = evidence.calls[0];
      if (call) call.closedAt = 9_000;
      evidence.struck.push({ ...kill, from: 8_900 });
      spoil(evidence, {
        status: "interrupted",
        content: { text: TEXT[0] ?? "", reasoning: "", toolCalls: [] },
      });
    },
    "interrupted: the last 3 s at most are lost (most: 7900 ms)",
  ],
  [
    "a run never ends",
    (evidence) => {
      evidence.settledAfterMs = null;
    },
    "every row is terminal within 60 s",
  ],
  [
    "a piece was streamed twice",
    ({ persons }) => persons[0]?.texts.set(0, `${TEXT.join("")} word19`),
    "what streamed is the log's text, over all connections",
  ],
  [
    "an end was not told",
    ({ persons }) => {
      if (persons[0]) persons[0].wasToldDone = true;
      persons[0]?.ended.delete(0);
    },
    "a stream that says it is over has told every lane's end",
  ],
  [
    "a live stream was refused",
    ({ persons }) => persons[0]?.missedLiveAt.push(1_500),
    "nobody was told that nothing is live while it was",
  ],
])("it is seen when %s", (_, breakIt, name) => {
  const evidence = goodEvidence();
  breakIt(evidence);
  expect(brokenBy(evidence)).toContain(name);
});

test("a run that a crash ended is no fault, when it kept what had come", () => {
  const evidence = goodEvidence();
  evidence.struck.push(kill);
  spoil(evidence, { status: "interrupted", attempts: [] });
  expect(brokenBy(evidence)).toEqual([]);
});
