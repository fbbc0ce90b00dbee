import { v7 as uuidv7 } from "uuid";
import { database } from "@/db/client";
import { insertComparison, insertRun, readComparison, readTurn } from "@/db/queries/comparisons";
import { listCurrentPricePoints } from "@/db/queries/price-points";
import { type NewRun, readRun } from "@/db/queries/runs";
import type { Lane } from "@/lib/runs/run";
import type { Message, StartComparison } from "@/lib/runs/settings";
import { AppError } from "./app-error";
import { type LanePlan, laneSettings, planLane } from "./plan-lane";
import { runHub } from "./run-hub";
import { runLane } from "./run-lane";

/** Where a started turn's events are: watch `comparisonId` from the event after `afterEventId`. */
export type StartedTurn = { comparisonId: string; afterEventId: number };

/**
 * Starts a comparison: one row for every run is committed, then all lanes are called together.
 *
 * @throws AppError unknown-offer when no lane names an offer that exists; shutting-down
 */
export async function startComparison(body: StartComparison, owner: string): Promise<StartedTurn> {
  const queuedAt = performance.now();
  const db = await openForRuns();
  const settings = body.settings ?? {};
  const lanes: Lane[] = body.lanes.map((lane) => ({
    offer: lane.offer,
    upstream: lane.upstream ?? null,
    dialect: lane.dialect ?? null,
    settings: laneSettings(settings, lane.settings),
  }));
  const plans = lanes.map(planLane);
  if (plans.every((plan) => plan.callable === null && plan.error.class === "unknown-offer")) {
    throw new AppError(
      "unknown-offer",
      "None of these offers exists. GET /api/catalog lists those that do.",
      {
        fields: lanes.map(({ offer }, index) => ({
          field: `lanes.${index}.offer`,
          message: `there is no offer "${offer}"`,
        })),
      },
    );
  }
  const comparisonId = uuidv7();
  const createdAt = new Date();
  const messages = conversationOf(body);
  const prompt = messages.at(-1)?.content ?? "";
  const runRows = plans.map((plan, index) =>
    newRun(plan, { owner, comparisonId, turn: 0, lane: index, attempt: 1, createdAt }),
  );
  await insertComparison(
    db,
    {
      id: comparisonId,
      owner,
      title: titleOf(prompt),
      instructions: body.instructions || null,
      settings,
      createdAt,
    },
    { comparisonId, position: 0, prompt, history: messages.slice(0, -1), createdAt },
    lanes,
    runRows,
  );
  const prices = await listCurrentPricePoints(db);
  const hub = runHub();
  hub.open(comparisonId, 0);
  const instructions = body.instructions || null;
  launch(comparisonId, 0, runRows, (row) => ({
    plan: planOf(plans, row.lane),
    messages,
    instructions,
    prices,
    queuedAt,
  }));
  return { comparisonId, afterEventId: 0 };
}

/**
 * Runs a lane's turn again: a new run beside the old one, `attempt` + 1.
 *
 * @throws AppError not-found; conflict when the run is still streaming; shutting-down
 */
export async function retryRun(runId: string, owner: string): Promise<StartedTurn> {
  const queuedAt = performance.now();
  const db = await openForRuns();
  const run = await readRun(db, owner, runId);
  const comparison = run && (await readComparison(db, run.comparisonId, owner));
  const turn = run && (await readTurn(db, run.comparisonId, run.turn));
  const lane = run && comparison?.lanes[run.lane];
  if (!run || !comparison || !turn || !lane) throw new AppError("not-found", "There is no such run.");
  const attempts = (comparison.turns[run.turn]?.runs ?? []).filter((other) => other.lane === run.lane);
  if (attempts.some(({ status }) => status === "running" || status === "queued")) {
    throw stillStreaming();
  }
  const plan = planLane(lane);
  const place = { owner, comparisonId: comparison.id, turn: run.turn, lane: run.lane, createdAt: new Date() };
  const row = newRun(plan, { ...place, attempt: Math.max(...attempts.map(({ attempt }) => attempt)) + 1 });
  if (!(await insertRun(db, row))) throw stillStreaming();
  const prices = await listCurrentPricePoints(db);
  const hub = runHub();
  hub.open(comparison.id, Date.now() - Date.parse(comparison.createdAt));
  const afterEventId = hub.lastEventId(comparison.id);
  const messages: Message[] = [...turn.history, { role: "user", content: turn.prompt }];
  const { instructions } = comparison;
  launch(comparison.id, run.turn, [row], () => ({ plan, messages, instructions, prices, queuedAt }));
  return { comparisonId: comparison.id, afterEventId };
}

function stillStreaming(): AppError {
  return new AppError("conflict", "This lane is still streaming. Stop it first, or wait until it ends.");
}

type Launch = Pick<
  Parameters<typeof runLane>[0],
  "plan" | "messages" | "instructions" | "prices" | "queuedAt"
>;

/** Registers all runs, so that none can end the stream before the others began, announces them, and starts them together. */
function launch(
  comparisonId: string,
  turn: number,
  rows: NewRun[],
  detailsOf: (row: NewRun) => Launch,
): void {
  const hub = runHub();
  const signals = rows.map((row) => hub.register(comparisonId, row.id));
  const announced = rows.map(({ id, lane, offer }) => ({ lane, id, offer }));
  hub.publish(comparisonId, { type: "turn", comparisonId, turn, runs: announced });
  rows.forEach((row, index) => {
    const signal = signals[index] ?? AbortSignal.abort();
    void runLane({ id: row.id, comparisonId, laneIndex: row.lane, signal, ...detailsOf(row) });
  });
}

async function openForRuns() {
  if (runHub().closing)
    throw new AppError("shutting-down", "The server is going down. Try again in a moment.");
  return database();
}

function planOf(plans: LanePlan[], index: number): LanePlan {
  const plan = plans[index];
  if (!plan) throw new RangeError(`no lane ${index}`);
  return plan;
}

/** The log row of a run that has not been called yet. */
function newRun(
  plan: LanePlan,
  place: {
    owner: string;
    comparisonId: string;
    turn: number;
    lane: number;
    attempt: number;
    createdAt: Date;
  },
): NewRun {
  const { lane, callable } = plan;
  const [provider = "", tier = ""] = lane.offer.split("/", 2);
  return {
    id: uuidv7(),
    ...place,
    offer: lane.offer,
    tier: callable?.offer.tier ?? tier,
    provider: callable?.offer.provider ?? provider,
    upstream: lane.upstream,
    dialect: callable?.dialect ?? lane.dialect ?? "chat-completions",
    modelId: callable?.modelId ?? "",
    simulated: callable?.provider.kind === "simulated",
    settings: lane.settings,
    sent: {},
    status: callable ? "running" : "queued",
    warnings: callable?.warnings ?? [],
    toolCalls: [],
    attempts: [],
  };
}

/** All messages that are sent, the prompt last. `prompt` beside `messages` is the newest message. */
function conversationOf({ prompt, messages = [] }: StartComparison): Message[] {
  return prompt === undefined ? messages : [...messages, { role: "user", content: prompt }];
}

const LONGEST_TITLE = 120;

/** The prompt's first line that says something, by whole characters. */
function titleOf(prompt: string): string {
  const line = prompt.split("\n").find((text) => text.trim() !== "") ?? "";
  return [...line.trim()].slice(0, LONGEST_TITLE).join("");
}
