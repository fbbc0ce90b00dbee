import { once } from "node:events";
import { v7 as uuidv7 } from "uuid";
import { type Database, database } from "@/db/client";
import type { DayLimits } from "@/db/queries/budget";
import { deleteLaunch } from "@/db/queries/delete-launch";
import type { NewRun } from "@/db/queries/runs";
import { AppError, databaseUnavailable } from "./app-error";
import { budgeted } from "./budget/within-budget";
import { isDatabaseFault } from "./database-fault";
import { databaseAnswers, repairOnReturn, watched } from "./database-watch";
import { env } from "./env";
import { instance } from "./instance";
import { claimPlaces } from "./limits/live-places";
import type { LanePlan } from "./plan-lane";
import { mayQueue } from "./providers/concurrency-limits";
import { FlushClock } from "./providers/flush-clock";
import { runHub } from "./run-hub";
import { type PlannedRun, runLane } from "./run-lane";
import { inTurn, type SlotLimit } from "./slots";
import { startQueue } from "./start-queue";

/** Where a started turn's events are: watch `comparisonId` from the event after `afterEventId`. */
export type StartedTurn = { comparisonId: string; afterEventId: number };

/** The database, for new runs. @throws AppError database-unavailable */
export async function openForRuns(): Promise<Database> {
  if (!(await databaseAnswers())) throw databaseUnavailable();
  return database();
}

/**
 * Writes the rows of runs that are about to be called into the log. When the database goes away meanwhile, they may be
 * there or not: nobody will carry them out, so they are taken back once it answers.
 */
export async function inserted<T>(
  comparisonId: string,
  rows: NewRun[],
  insert: () => Promise<T>,
): Promise<T> {
  try {
    return await inTurn(insertsAtOnce(), () => watched(insert()));
  } catch (error) {
    const ids = rows.map(({ id }) => id);
    if (isDatabaseFault(error)) repairOnReturn((db) => deleteLaunch(db, comparisonId, ids));
    throw error;
  }
}

/** Fewer than there are connections: the end of a run, which somebody waits for, never stands behind a burst of starts. */
function insertsAtOnce(): SlotLimit {
  return { key: "inserts", mostCalls: env().DATABASE_URL ? 5 : 1 };
}

/** A run that is about to be called: its row, and what is sent. */
export type Launch = { row: NewRun } & Pick<
  PlannedRun,
  "plan" | "messages" | "instructions" | "prices" | "queuedAt"
>;

/** Registers all runs, so that none can end the stream before the others began, announces them, and starts them together when the server has time. */
export function launchRuns(comparisonId: string, turn: number, launches: Launch[]): void {
  const hub = runHub();
  const registered = launches.map((launch) => ({
    ...launch,
    signal: hub.register(comparisonId, launch.row.id, launch.row.owner),
  }));
  const announced = launches.map(({ row: { id, lane, offer } }) => ({ lane, id, offer }));
  hub.publish(comparisonId, { type: "turn", comparisonId, turn, runs: announced });
  const clock = new FlushClock();
  const begin = startQueue().turn(launches.length);
  const leavePlace = claimPlaces(launches.length);
  for (const { row, ...run } of registered) {
    void Promise.race([begin, once(run.signal, "abort")])
      .then(() => runLane({ id: row.id, comparisonId, laneIndex: row.lane, row, clock, ...run }))
      .then(leavePlace);
  }
}

export function stillStreaming(): AppError {
  return new AppError("conflict", "This lane is still streaming. Stop it first, or wait until it ends.");
}

type Place = {
  owner: string;
  comparisonId: string;
  turn: number;
  lane: number;
  attempt: number;
  createdAt: Date;
};

/** A run to be called, and its row, which is not in the log yet. @param limits what it may spend; null is anything */
export function newLaunch(
  plan: LanePlan,
  place: Place,
  input: Omit<Launch, "row" | "plan">,
  limits: DayLimits | null,
): Launch {
  // Of its offer alone: a run holds them for as long as it lasts.
  const prices = input.prices.filter(({ offer }) => offer === plan.callable?.offer.id);
  const { plan: allowed, reservedUsd } = budgeted(plan, { ...input, prices }, limits);
  const network = reservedUsd === null ? null : (limits?.network?.key ?? null);
  return { ...input, plan: allowed, row: { ...newRun(plan, place), reservedUsd, network }, prices };
}

function newRun({ lane, callable }: LanePlan, place: Place): NewRun {
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
    ownKey: callable?.keySource === "session",
    settings: lane.settings,
    sent: {},
    status: callable && !mayQueue(callable) ? "running" : "queued",
    warnings: callable?.warnings ?? [],
    toolCalls: [],
    attempts: [],
    instance,
  };
}
