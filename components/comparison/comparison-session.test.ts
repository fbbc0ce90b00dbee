import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StreamEvent } from "@/lib/runs/events";
import type { Comparison } from "@/lib/runs/run";
import { aComparison, aRun } from "./comparison-fixtures";
import { ComparisonSession } from "./comparison-session";
import { ComparisonStore, hasLiveLane } from "./comparison-store";

type Answer = (request: IncomingMessage, body: string, response: ServerResponse) => void;

let answer: Answer;
let asked: { path: string; body: string }[];
let lastEventIds: (string | undefined)[];
const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  asked.push({ path: `${request.method} ${request.url}`, body });
  lastEventIds.push([request.headers["last-event-id"]].flat()[0]);
  answer(request, body, response);
});

beforeEach(async () => {
  asked = [];
  lastEventIds = [];
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { fetch } = globalThis;
  vi.stubGlobal("fetch", (path: string, init?: RequestInit) =>
    fetch(`http://127.0.0.1:${port}${path}`, init),
  );
  vi.stubGlobal("document", { hidden: false });
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) =>
    setTimeout(() => callback(0), 0),
  );
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await new Promise((resolve) => server.close(resolve));
});

function framesOf(events: StreamEvent[], firstId = 10): string {
  return events.map((event, index) => `id: ${index + firstId}\ndata: ${JSON.stringify(event)}\n\n`).join("");
}

const streamOf = (events: StreamEvent[]) => `${framesOf(events)}data: [DONE]\n\n`;

const first = [aRun({ lane: 0 }), aRun({ id: "b", lane: 1 })];
const open = (comparison: Comparison) => {
  const store = new ComparisonStore(comparison);
  return { store, session: new ComparisonSession(store, () => undefined) };
};
const turn = (turn: number): StreamEvent => ({
  type: "turn",
  comparisonId: "comparison",
  turn,
  runs: [{ lane: 1, id: "c", offer: "zai/glm-4.7" }],
});
const end = (turn: number): StreamEvent => ({ type: "run", lane: 1, run: aRun({ id: "c", lane: 1, turn }) });

describe("a follow-up", () => {
  it("is posted for its lanes and followed to its end", async () => {
    const { store, session } = open(aComparison(first));
    answer = (_request, _body, response) => response.end(streamOf([turn(1), end(1)]));
    expect(await session.continue("And then?", [1])).toBe(true);
    expect(asked).toEqual([
      { path: "POST /api/comparisons/comparison/turns", body: '{"prompt":"And then?","lanes":[1]}' },
    ]);
    expect(store.get().turns[1]).toMatchObject({
      prompt: "And then?",
      lanes: [{ lane: 1, status: "completed", runId: "c" }],
    });
  });

  it("that the server refuses leaves the comparison as it was, and says why", async () => {
    const { store, session } = open(aComparison(first));
    answer = (_request, _body, response) =>
      response
        .writeHead(409, { "content-type": "application/problem+json" })
        .end('{"code":"conflict","detail":"It is still streaming."}');
    expect(await session.continue("And then?", [0, 1])).toBe(false);
    expect(store.get()).toMatchObject({
      turns: [{ prompt: "Prompt" }],
      problem: { message: "It is still streaming." },
    });
    expect(store.get().turns).toHaveLength(1);
  });

  it("finds the turns that another device had added meanwhile", async () => {
    const { store, session } = open(aComparison(first));
    const now = aComparison(first, {
      turns: [
        { prompt: "Prompt", runs: first },
        { prompt: "From elsewhere", runs: [aRun({ id: "e", lane: 0, turn: 1 })] },
        { prompt: "And then?", runs: [aRun({ id: "c", lane: 1, turn: 2, status: "running" })] },
      ],
    });
    answer = ({ method }, _body, response) =>
      method === "GET" ? response.end(JSON.stringify(now)) : response.end(streamOf([turn(2), end(2)]));
    expect(await session.continue("And then?", [1])).toBe(true);
    expect(store.get().turns.map(({ prompt }) => prompt)).toEqual(["Prompt", "From elsewhere", "And then?"]);
    expect(store.get().turns[2]?.lanes[0]?.status).toBe("completed");
  });
});

describe("a stream that the server lets go of", () => {
  const text = (delta: string): StreamEvent => ({
    type: "chunk",
    lane: 1,
    chunk: { type: "text-delta", id: "0", delta },
  });
  const start: StreamEvent = { type: "chunk", lane: 1, chunk: { type: "text-start", id: "0" } };

  it("is joined again after the last event that arrived, as often as it takes", async () => {
    const { store, session } = open(aComparison(first));
    const whole = [turn(1), start, ...[..."Hello, world"].map(text)];
    // The first two answers break off, the second after an ordinary end of the response; between them a server goes down.
    const answers = [
      (response: ServerResponse) => response.write(framesOf(whole.slice(0, 4)), () => response.destroy()),
      (response: ServerResponse) => response.writeHead(503).end(),
      (response: ServerResponse) => response.end(framesOf(whole.slice(4, 9), 14)),
      (response: ServerResponse) => {
        finish = () => response.end(`${framesOf([end(1)], 99)}data: [DONE]\n\n`);
        response.write(framesOf(whole.slice(9), 19));
      },
    ];
    let finish = () => {};
    answer = (_request, _body, response) => answers[asked.length - 1]?.(response);
    const shown: string[] = [];
    store.subscribe(() => {
      const [part] = store.get().turns[1]?.lanes[0]?.parts ?? [];
      if (part?.type === "text") shown.push(part.text);
      // The page shows all that was streamed before it shows the run.
      if (shown.at(-1) === "Hello, world") finish();
    });
    expect(await session.continue("And then?", [1])).toBe(true);
    expect(asked.map(({ path }) => path)).toEqual([
      "POST /api/comparisons/comparison/turns",
      ...Array(3).fill("GET /api/comparisons/comparison/stream"),
    ]);
    expect(lastEventIds).toEqual([undefined, "13", "13", "18"]);
    expect(shown).toContain("Hello, world");
    const streamed = shown.slice(0, shown.indexOf("Hello, world"));
    expect(streamed.every((part) => "Hello, world".startsWith(part))).toBe(true);
    expect(store.get()).toMatchObject({ problem: null, reconnecting: false });
    expect(store.get().turns[1]?.lanes[0]).toMatchObject({ status: "completed", runId: "c" });
  });

  it("and that has ended meanwhile is read from the log", async () => {
    const { store, session } = open(aComparison(first));
    const ended = aComparison(first, {
      turns: [
        { prompt: "Prompt", runs: first },
        { prompt: "And then?", runs: [aRun({ id: "c", lane: 1, turn: 1 })] },
      ],
    });
    answer = ({ method, url }, _body, response) => {
      if (method === "POST") response.end(framesOf([turn(1), start, text("Hel")]));
      else if (url?.endsWith("/stream")) response.writeHead(204).end();
      else response.end(JSON.stringify(ended));
    };
    await session.continue("And then?", [1]);
    expect(store.get()).toMatchObject({ problem: null, reconnecting: false });
    expect(store.get().turns[1]?.lanes[0]?.status).toBe("completed");
  });
});

describe("what is refused or lost on its way", () => {
  const refusing = (response: ServerResponse) =>
    response
      .writeHead(429, { "content-type": "application/problem+json" })
      .end('{"code":"overloaded","detail":"Too much to do."}');
  const failed = [aRun({ lane: 0, status: "failed" }), aRun({ id: "b", lane: 1, status: "failed" })];
  const lanesOf = (store: ComparisonStore) =>
    store.get().turns[0]?.lanes.map(({ status, runId }) => [status, runId]);
  const setup = { instructions: null, settings: {}, lanes: [] };

  it("two retries at once leave their lanes as they were, and each can be tried again", async () => {
    const { store, session } = open(aComparison(failed));
    const before = lanesOf(store);
    answer = (_request, _body, response) => refusing(response);
    await Promise.all([session.retry(0), session.retry(1)]);
    expect(lanesOf(store)).toEqual(before);
    expect(hasLiveLane(store.get())).toBe(false);
    store.get().again?.();
    await expect.poll(() => asked).toHaveLength(3);
    expect(asked.at(-1)?.path).toMatch(/\/retry$/);
  });

  it("a stop during a request that is refused stops nothing that comes after it", async () => {
    const { session } = open(aComparison(first));
    answer = (_request, _body, response) => refusing(response);
    const refused = session.continue("And then?", [1]);
    await session.stopAll();
    expect(await refused).toBe(false);
    answer = (_request, _body, response) => response.end(streamOf([turn(1), end(1)]));
    await session.continue("And then?", [1]);
    expect(asked.map(({ path }) => path).filter((path) => path.includes("cancel"))).toEqual([]);
  });

  it("a stop before the runs have names reaches them, and says so where it is refused", async () => {
    const { store, session } = open(aComparison(first));
    let name = () => {};
    answer = ({ url }, _body, response) => {
      if (url?.endsWith("/cancel")) return refusing(response);
      name = () => response.write(framesOf([turn(1)]));
    };
    const going = session.continue("And then?", [1]);
    await session.stopAll();
    await expect.poll(() => asked).toHaveLength(1);
    name();
    await expect.poll(() => store.get().problem).not.toBeNull();
    answer = (_request, _body, response) => response.end("{}");
    store.get().again?.();
    expect(store.get().problem).toBeNull();
    await expect
      .poll(() => asked.slice(1))
      .toEqual(Array(2).fill({ path: "POST /api/runs/c/cancel", body: "{}" }));
    session.leave();
    await going;
  });

  it("a start without an answer is sent again under its key, and another one is not", async () => {
    const store = new ComparisonStore(null);
    const session = new ComparisonSession(store, () => undefined);
    const keys: unknown[] = [];
    answer = ({ headers }, _body, response) => {
      keys.push(headers["idempotency-key"]);
      response.destroy();
    };
    await session.start(setup, "One");
    await session.start(setup, "One");
    await session.start(setup, "Another");
    expect(keys[0]).toMatch(/\w/);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
    expect(store.get().problem?.code).toBe("unreachable");
  });

  it("a turn whose answer was lost is found, not paid for again", async () => {
    const { store, session } = open(aComparison(first));
    const now = aComparison(first, {
      turns: [
        { prompt: "Prompt", runs: first },
        { prompt: "And then?", runs: [aRun({ id: "c", lane: 1, turn: 1 })] },
      ],
    });
    answer = ({ method, url }, _body, response) => {
      if (method === "POST") response.destroy();
      else if (url?.endsWith("/stream")) response.writeHead(204).end();
      else response.end(JSON.stringify(now));
    };
    const taken = vi.fn();
    expect(await session.continue("And then?", [1], taken)).toBe(true);
    expect(taken).toHaveBeenCalledOnce();
    expect(store.get().problem).toBeNull();
    expect(store.get().turns[1]?.lanes[0]?.status).toBe("completed");
    expect(asked.filter(({ path }) => path.startsWith("POST"))).toHaveLength(1);
  });

  it("a page that the browser kept shows what was added since", async () => {
    const { store, session } = open(aComparison(first));
    const now = aComparison(first, {
      turns: [
        { prompt: "Prompt", runs: first },
        { prompt: "And then?", runs: [aRun({ id: "c", lane: 1, turn: 1 })] },
      ],
    });
    answer = (_request, _body, response) => response.end(JSON.stringify(now));
    await session.refresh();
    expect(store.get().turns).toHaveLength(2);
    const shown = store.get();
    await session.refresh();
    expect(store.get()).toBe(shown);
  });
});
