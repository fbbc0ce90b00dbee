import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StreamEvent } from "@/lib/runs/events";
import type { Comparison } from "@/lib/runs/run";
import { aComparison, aRun } from "./comparison-fixtures";
import { ComparisonSession } from "./comparison-session";
import { ComparisonStore } from "./comparison-store";

type Answer = (request: IncomingMessage, body: string, response: ServerResponse) => void;

let answer: Answer;
let asked: { path: string; body: string }[];
const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  asked.push({ path: `${request.method} ${request.url}`, body });
  answer(request, body, response);
});

beforeEach(async () => {
  asked = [];
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

function streamOf(events: StreamEvent[]): string {
  return `${events.map((event, index) => `id: ${index + 10}\ndata: ${JSON.stringify(event)}\n\n`).join("")}data: [DONE]\n\n`;
}

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
