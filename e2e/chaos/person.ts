/** One person's comparison over HTTP, with everything that they saw. */
import { setTimeout as sleep } from "node:timers/promises";
import { createParser } from "eventsource-parser";
import type { StreamEvent } from "../../lib/runs/events.ts";
import type { Comparison, Run } from "../../lib/runs/run.ts";
import { ask, UnexpectedAnswer } from "./api-client.ts";
import type { PlannedComparison } from "./load-plan.ts";

/** How long a person tries to get back into a comparison that is neither live nor over. */
const REJOIN_WITHIN_MS = 90_000;
const LOOK_AGAIN_MS = 500;

/** Why a stream's reading ended: told `[DONE]`, `left` by will, or `broken` by whatever is between. */
type ReadEnd = "done" | "left" | "broken";

export class Person {
  readonly plan: PlannedComparison;
  comparisonId: string | null = null;
  /** Ids of the runs that were announced. */
  readonly announced = new Set<string>();
  /** What streamed, by lane, over all connections. */
  readonly texts = new Map<number, string>();
  /** The last event of a lane. */
  readonly ended = new Map<number, Run>();
  /** When the stop of a lane was asked for and granted, in `performance.now()`. */
  stoppedAt: number | null = null;
  /** Requests to start the comparison. A later one may come when all is over, and is told the ends without the chunks. */
  starts = 0;
  connections = 0;
  /** Whether a stream said that everything was told. */
  wasToldDone = false;
  /** When nothing was live although the comparison was not over, in `performance.now()`. */
  readonly missedLiveAt: number[] = [];
  /** What must not happen. */
  readonly problems: string[] = [];
  private readonly url: string;
  private readonly left = new AbortController();
  private lastEventId = 0;
  private acting: Promise<void> | null = null;

  constructor(url: string, plan: PlannedComparison) {
    this.url = url;
    this.plan = plan;
  }

  /** Does as planned. Never rejects: what went wrong is among the problems. */
  async play(): Promise<void> {
    try {
      let end = await this.begin();
      const { person } = this.plan;
      if (end === "left" && person.does === "leaves") return;
      if (end === "left" && person.does === "rejoins") await sleep(person.awayMs);
      while (end !== "done") end = await this.rejoin();
      await this.acting;
    } catch (error) {
      if (!(error instanceof UnexpectedAnswer)) throw error;
      this.problems.push(error.message);
    }
  }

  /** Starts the comparison, again while it can't be known whether it was started. */
  private async begin(): Promise<ReadEnd> {
    const { token, lanes } = this.plan;
    const request = {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": token },
      body: JSON.stringify({ prompt: token, lanes: lanes.map(({ offer }) => ({ offer })) }),
    };
    for (;;) {
      const response = await ask(`${this.url}/api/comparisons`, request, () => this.starts++);
      this.comparisonId = response.headers.get("x-comparison-id");
      const end = await this.read(response);
      if (end !== "broken" || this.comparisonId !== null) return end;
    }
  }

  /** Goes on after the last event that was seen. */
  private async rejoin(): Promise<ReadEnd> {
    const at = `${this.url}/api/comparisons/${this.comparisonId}`;
    const giveUpAt = performance.now() + REJOIN_WITHIN_MS;
    while (performance.now() < giveUpAt) {
      const response = await ask(`${at}/stream`, { headers: { "last-event-id": String(this.lastEventId) } });
      if (response.status === 200) return this.read(response);
      const comparison = await this.look(at);
      if (!comparison) continue;
      const isOver = comparison.turns.every(({ runs }) => runs.every(({ endedAt }) => endedAt !== null));
      if (isOver) return "done";
      this.missedLiveAt.push(performance.now());
      await sleep(LOOK_AGAIN_MS);
    }
    throw new UnexpectedAnswer(`${at} was neither live nor over for ${REJOIN_WITHIN_MS / 1000} s`);
  }

  /** Null when the answer broke off. */
  private async look(at: string): Promise<Comparison | null> {
    const response = await ask(at);
    return response.json().catch(() => null);
  }

  private async read(response: Response): Promise<ReadEnd> {
    this.connections += 1;
    const parser = createParser({
      onEvent: ({ id, data }) => {
        if (data === "[DONE]") this.wasToldDone = true;
        else this.take(Number(id), JSON.parse(data));
      },
    });
    const decoder = new TextDecoder();
    const reader = response.body?.getReader();
    const leave = () => void reader?.cancel();
    this.left.signal.addEventListener("abort", leave, { once: true });
    try {
      for (;;) {
        const part = await reader?.read();
        if (!part || part.done) break;
        parser.feed(decoder.decode(part.value, { stream: true }));
      }
    } catch {
      // The connection broke: what it had said stands.
    }
    this.left.signal.removeEventListener("abort", leave);
    if (this.wasToldDone) return "done";
    return this.left.signal.aborted && this.connections === 1 ? "left" : "broken";
  }

  private take(id: number, event: StreamEvent): void {
    if (!(id > this.lastEventId))
      this.problems.push(`${this.plan.token}: event ${id} after ${this.lastEventId}`);
    this.lastEventId = id;
    switch (event.type) {
      case "turn":
        for (const run of event.runs) this.announced.add(run.id);
        this.comparisonId = event.comparisonId;
        this.acting ??= this.act(event.runs.map(({ id: runId }) => runId));
        break;
      case "chunk":
        if (event.chunk.type === "text-delta")
          this.texts.set(event.lane, (this.texts.get(event.lane) ?? "") + event.chunk.delta);
        break;
      case "run":
        this.ended.set(event.lane, event.run);
        break;
    }
  }

  /** What a person does while it streams. */
  private async act(runIds: string[]): Promise<void> {
    const { person } = this.plan;
    if (person.does === "watches") return;
    await sleep(person.afterMs);
    if (person.does !== "cancels") return this.left.abort();
    try {
      await ask(`${this.url}/api/runs/${runIds[person.lane]}/cancel`, { method: "POST" });
      this.stoppedAt = performance.now();
    } catch (error) {
      this.problems.push(String(error));
    }
  }
}
