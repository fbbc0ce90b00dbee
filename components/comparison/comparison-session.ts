import type { Comparison } from "@/lib/runs/run";
import { ApiProblem, callApi, postJson, problemOfResponse } from "./api-problem";
import { type ComparisonStore, hasLiveLane, type Setup } from "./comparison-store";
import { isLive, newestLane, type TurnState, turnsOf } from "./lane-state";
import { readEventStream, StreamCutError } from "./read-event-stream";

/** Between attempts to find a lost stream again; then it is left to the person. */
const RECONNECT_AFTER_MS = [500, 1000, 2000, 4000, 8000, 15_000];

/** How far one stream has been read. */
type Place = { lastEventId: string | null };

/**
 * What a person does with a comparison, over HTTP. The runs belong to the server: this only starts, watches
 * and stops them, and finds them again after the connection broke.
 */
export class ComparisonSession {
  readonly #store: ComparisonStore;
  readonly #onStarted: (id: string) => void;
  /** Letting go of the page's streams; never stops a run. */
  #watching = new AbortController();
  #stopWhenNamed = false;
  /** A start that got no answer, and the key that it was sent with: the server may have taken it on. */
  #unanswered: { body: string; key: string } | null = null;

  constructor(store: ComparisonStore, onStarted: (id: string) => void) {
    this.#store = store;
    this.#onStarted = onStarted;
  }

  async start(setup: Setup, prompt: string): Promise<void> {
    this.leave();
    this.#store.begin(setup, prompt);
    const lanes = setup.lanes.map(({ offer, upstream, dialect, settings }) => ({
      offer,
      upstream,
      dialect,
      settings,
    }));
    const { instructions, settings } = setup;
    const request = { prompt, instructions: instructions || undefined, settings, lanes };
    const body = JSON.stringify(request);
    const key = this.#unanswered?.body === body ? this.#unanswered.key : randomKey();
    await this.#run(async (signal) => {
      this.#unanswered = { body, key };
      const headers = { "idempotency-key": key };
      const response = await postJson("/api/comparisons", request, { signal, headers });
      this.#unanswered = null;
      const id = response.headers.get("x-comparison-id");
      if (response.ok && id) {
        this.#store.update({ id });
        this.#onStarted(id);
      }
      return response;
    });
  }

  /**
   * The next turn of the comparison, in these of its lanes.
   * @param onTaken is told as soon as the server has taken it on
   * @returns whether the server took it on; when it didn't, the page shows what it showed before, and why
   */
  async continue(prompt: string, lanes: readonly number[], onTaken = () => {}): Promise<boolean> {
    const { id, turns } = this.#store.get();
    if (!id || lanes.length === 0) return false;
    this.#store.beginTurn(prompt, lanes);
    await this.#run(async (signal) => {
      const response = await this.#sendTurn(id, { prompt, lanes }, turns.length, signal);
      if (response.ok) onTaken();
      return response;
    });
    const now = this.#store.get();
    return now.id !== id || now.turns.length > turns.length;
  }

  /** Watches what is still running; the stream tells it from its start. */
  async join(): Promise<void> {
    const { id } = this.#store.get();
    if (id) await this.#run((signal) => this.#stream(signal, { lastEventId: null }));
  }

  /**
   * Reads again what is shown and still: a page that the browser kept may be older than the comparison. Says nothing when
   * it can't, and leaves alone what has begun meanwhile.
   */
  async refresh(): Promise<void> {
    const shown = this.#store.get();
    if (!shown.id) return;
    const { signal } = this.#watching;
    const comparison = await fetchComparison(shown.id, signal).catch(() => null);
    if (!comparison || signal.aborted || this.#store.get() !== shown) return;
    if (standOf(turnsOf(comparison)) === standOf(shown.turns)) return;
    this.#store.load(comparison);
    if (hasLiveLane(this.#store.get())) await this.join();
  }

  /** Shows another comparison, and watches on where it is still running. @param onOpened is told once it is there */
  async open(id: string, onOpened: () => void): Promise<void> {
    this.leave();
    const { signal } = this.#watching;
    try {
      this.#store.load(await fetchComparison(id, signal));
    } catch (error) {
      if (!signal.aborted && error instanceof ApiProblem)
        this.#fail(error, () => void this.open(id, onOpened));
      return;
    }
    if (hasLiveLane(this.#store.get())) void this.join();
    onOpened();
  }

  async retry(lane: number): Promise<void> {
    const runId = newestLane(this.#store.get().turns, lane)?.runId;
    if (!runId) return;
    this.#store.beginRetry(lane);
    await this.#run(
      (signal) => postJson(`/api/runs/${runId}/retry`, {}, { signal }),
      () => void this.retry(lane),
    );
  }

  async stop(lane: number): Promise<void> {
    const state = newestLane(this.#store.get().turns, lane);
    if (state?.runId && isLive(state)) await cancelRun(state.runId);
  }

  /** @throws ApiProblem when a lane could not be stopped */
  async stopAll(): Promise<void> {
    const live = this.#store.get().turns.flatMap(({ lanes }) => lanes.filter(isLive));
    // Stopped before the server has named the runs: they are stopped as soon as it does.
    this.#stopWhenNamed = live.some(({ runId }) => runId === null);
    const stops = await Promise.allSettled(live.flatMap(({ runId }) => (runId ? [cancelRun(runId)] : [])));
    const refused = stops.find((stop) => stop.status === "rejected");
    if (refused) throw refused.reason;
  }

  /** Stops what was to be stopped before it had a name; the page says so where it can't be. */
  async #stopRuns(ids: string[]): Promise<void> {
    const { signal } = this.#watching;
    try {
      await Promise.all(ids.map(cancelRun));
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiProblem)) throw error;
      const again = () => {
        this.#store.update({ problem: null, again: null });
        void this.#stopRuns(ids);
      };
      this.#store.update({ problem: error, again });
    }
  }

  leave(): void {
    this.#watching.abort();
    this.#watching = new AbortController();
    this.#stopWhenNamed = false;
  }

  /**
   * Reads one stream to its end, whatever happens on the way.
   * @param again what the page offers where it is refused; null: whoever asked asks again
   */
  async #run(
    connect: (signal: AbortSignal) => Promise<Response>,
    again: (() => void) | null = null,
  ): Promise<void> {
    const { signal } = this.#watching;
    const place: Place = { lastEventId: null };
    try {
      await this.#read(await connect(signal), signal, place);
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ApiProblem) return this.#fail(error, again);
      await this.#reconnect(signal, place);
    }
  }

  /** @throws StreamCutError when there is more to come, which has to be asked for */
  async #read(response: Response, signal: AbortSignal, place: Place): Promise<void> {
    this.#store.update({ reconnecting: false });
    if (response.status === 204) return await this.#settle(signal, place);
    for await (const received of readEventStream(response)) {
      const { event } = received;
      // Another device had gone on meanwhile: its turns come from the log.
      if (event.type === "turn" && event.turn >= this.#store.get().turns.length) await this.#reload(signal);
      this.#store.receive(received);
      place.lastEventId = received.id ?? place.lastEventId;
      if (event.type === "turn" && this.#stopWhenNamed) {
        void this.#stopRuns(event.runs.map(({ id }) => id));
        this.#store.flush();
        const { turns } = this.#store.get();
        this.#stopWhenNamed = turns.some(({ lanes }) =>
          lanes.some((lane) => isLive(lane) && lane.runId === null),
        );
      }
    }
    this.#store.flush();
  }

  /** Nothing is live: the log knows the end. Where it doesn't yet, a run is just about to begin or to be ended. */
  async #settle(signal: AbortSignal, place: Place): Promise<void> {
    await this.#reload(signal);
    place.lastEventId = null;
    if (hasLiveLane(this.#store.get())) throw new StreamCutError();
  }

  async #reconnect(signal: AbortSignal, place: Place): Promise<void> {
    for (let tries = 0; tries < RECONNECT_AFTER_MS.length; tries++) {
      this.#store.update({ reconnecting: true });
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_AFTER_MS[tries]));
      if (signal.aborted) return;
      const from = place.lastEventId;
      try {
        return await this.#read(await this.#stream(signal, place), signal, place);
      } catch {
        if (signal.aborted) return;
        // It is found again, and lost again: patience starts anew.
        if (place.lastEventId !== from) tries = -1;
      }
    }
    this.#fail(
      new ApiProblem("The connection to the server was lost. The runs go on there."),
      () => void this.join(),
    );
  }

  /** A turn whose answer was lost on the way may have begun: it is looked for, before anybody sends and pays it again. */
  async #sendTurn(
    id: string,
    turn: { prompt: string; lanes: readonly number[] },
    position: number,
    signal: AbortSignal,
  ): Promise<Response> {
    try {
      return await postJson(`/api/comparisons/${id}/turns`, turn, { signal });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      const comparison = await fetchComparison(id, signal).catch(() => null);
      if (comparison?.turns[position]?.prompt !== turn.prompt) throw error;
      this.#store.load(comparison);
      return this.#stream(signal, { lastEventId: null });
    }
  }

  /** What is live, after what was seen of it. @throws StreamCutError when the server can't say at the moment */
  async #stream(signal: AbortSignal, { lastEventId }: Place): Promise<Response> {
    const { id } = this.#store.get();
    const headers: HeadersInit = lastEventId === null ? {} : { "last-event-id": lastEventId };
    const response = await callApi(`/api/comparisons/${id}/stream`, { signal, headers });
    if (response.status === 503) throw new StreamCutError();
    return response;
  }

  async #reload(signal: AbortSignal): Promise<void> {
    const { id } = this.#store.get();
    if (id) this.#store.load(await fetchComparison(id, signal));
  }

  #fail(problem: ApiProblem, again: (() => void) | null): void {
    this.#stopWhenNamed = false;
    this.#store.fail(problem, again);
  }
}

async function fetchComparison(id: string, signal: AbortSignal): Promise<Comparison> {
  const response = await callApi(`/api/comparisons/${id}`, { signal });
  if (!response.ok) throw await problemOfResponse(response);
  return response.json();
}

/** Which runs there are, and how far they have come. */
function standOf(turns: readonly TurnState[]): string {
  return JSON.stringify(turns.map(({ lanes }) => lanes.map(({ runId, status }) => [runId, status])));
}

/** @throws ApiProblem */
async function cancelRun(id: string): Promise<void> {
  const response = await postJson(`/api/runs/${id}/cancel`, {});
  if (!response.ok) throw await problemOfResponse(response);
}

/** `crypto.randomUUID` is missing on plain-HTTP hosts. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join("-");
}
