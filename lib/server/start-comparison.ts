import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { database } from "@/db/client";
import { findIdempotencyKey, type Idempotency, insertComparison, type Known } from "@/db/queries/comparisons";
import { listCurrentPricePoints } from "@/db/queries/price-points";
import type { Lane } from "@/lib/runs/run";
import type { Message, StartComparison } from "@/lib/runs/settings";
import { admitted } from "./admission";
import { AppError, isAppError } from "./app-error";
import { dayLimits } from "./budget/day-limits";
import { withinBudget } from "./budget/within-budget";
import type { Caller } from "./caller";
import { inserted, launchRuns, newLaunch, openForRuns, type StartedTurn } from "./launch-runs";
import { currentClient } from "./limits/current-client";
import { laneSettings, planLane } from "./plan-lane";
import { runHub } from "./run-hub";

/**
 * Starts a comparison: one row for every run is committed, then all lanes are called together.
 *
 * @param idempotencyKey the same key and body join the comparison that they started before
 * @throws AppError unknown-offer when no lane names an offer that exists; conflict for a key that stands for another
 * body; shutting-down; database-unavailable; overloaded; rate-limited
 */
export async function startComparison(
  body: StartComparison,
  caller: Caller,
  idempotencyKey: string | null = null,
): Promise<StartedTurn> {
  const idempotency = idempotencyKey === null ? null : { key: idempotencyKey, bodyHash: hashOf(body) };
  const start = admitted(body.lanes.length, () => launchComparison(body, caller, idempotency));
  if (!idempotency) return start;
  const name = `${caller.owner} ${idempotency.key}`;
  noteUnderWay(name, start);
  try {
    return await start;
  } catch (refusal) {
    // Whoever asks again takes no more room than the first time, which may still be on its way.
    if (!isFull(refusal)) throw refusal;
    await underWay.get(name);
    const known = await findIdempotencyKey(await database(), caller.owner, idempotency.key);
    if (!known) throw refusal;
    return joinComparison(known, idempotency);
  }
}

/** The end of the first start with an owner's key, while it is on its way. */
const underWay = new Map<string, Promise<unknown>>();

function noteUnderWay(name: string, start: Promise<unknown>): void {
  if (underWay.has(name)) return;
  const forget = () => underWay.delete(name);
  underWay.set(name, start.then(forget, forget));
}

function isFull(error: unknown): boolean {
  return isAppError(error) && (error.code === "overloaded" || error.code === "rate-limited");
}

async function launchComparison(
  body: StartComparison,
  caller: Caller,
  idempotency: Idempotency | null,
): Promise<StartedTurn> {
  const queuedAt = performance.now();
  const { owner } = caller;
  const db = await openForRuns();
  const settings = body.settings ?? {};
  const lanes: Lane[] = body.lanes.map((lane) => ({
    offer: lane.offer,
    upstream: lane.upstream ?? null,
    dialect: lane.dialect ?? null,
    settings: laneSettings(settings, lane.settings),
  }));
  const plans = await Promise.all(lanes.map((lane) => planLane(lane, { caller })));
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
  const prices = await listCurrentPricePoints(db);
  const comparisonId = uuidv7();
  const createdAt = new Date();
  const messages = conversationOf(body);
  const prompt = messages.at(-1)?.content ?? "";
  const limits = await dayLimits(owner, currentClient()?.address ?? null, createdAt);
  const place = { owner, comparisonId, turn: 0, attempt: 1, createdAt };
  const input = { messages, instructions: body.instructions || null, prices, queuedAt };
  const launches = plans.map((plan, lane) => newLaunch(plan, { ...place, lane }, input, limits));
  const rows = launches.map(({ row }) => row);
  const result = await inserted(comparisonId, rows, () =>
    insertComparison(
      db,
      {
        id: comparisonId,
        owner,
        title: titleOf(prompt),
        instructions: input.instructions,
        settings,
        createdAt,
      },
      { comparisonId, position: 0, prompt, history: messages.slice(0, -1), createdAt },
      lanes,
      rows,
      idempotency,
      limits,
    ),
  );
  if (result.joined) return joinComparison(result.joined, idempotency);
  await runHub().open(comparisonId, 0);
  launchRuns(comparisonId, 0, withinBudget(launches, result.overBudget));
  return { comparisonId, afterEventId: 0 };
}

/** The same request again: its comparison is watched from the start, and nobody is called. */
function joinComparison({ comparisonId, bodyHash }: Known, asked: Idempotency | null): StartedTurn {
  if (bodyHash === asked?.bodyHash) return { comparisonId, afterEventId: 0 };
  throw new AppError("conflict", "This Idempotency-Key stands for another request. Use a new key.");
}

/** The body as it was understood: zod puts the keys in order, so white space and order don't make it another one. */
function hashOf(body: StartComparison): string {
  return createHash("sha256").update(JSON.stringify(body)).digest("hex");
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
