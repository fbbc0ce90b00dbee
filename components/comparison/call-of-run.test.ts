import { expect, it } from "vitest";
import { callOfRun } from "./call-of-run";
import { aComparison, aRun } from "./comparison-fixtures";
import { ComparisonStore } from "./comparison-store";

const sent = { model: "glm-4.7", thinking: { type: "enabled", clear_thinking: false }, stream: true };
const first = aRun({ content: { text: "Raft elects.", reasoning: "Hm.", toolCalls: [] }, sent });
const second = aRun({ id: "run-1", turn: 1, sent });
const comparison = aComparison([first], {
  instructions: "Be brief.",
  turns: [
    { prompt: "Raft?", runs: [first] },
    { prompt: "And Paxos?", runs: [second] },
  ],
});
const state = new ComparisonStore(comparison).get();

it("holds the conversation as far as the run had come", () => {
  expect(callOfRun(first, state)?.messages).toEqual([{ role: "user", content: "Raft?" }]);
  expect(callOfRun(second, state)).toMatchObject({
    baseUrl: "https://api.z.ai/api/paas/v4",
    keyVariable: "ZAI_API_KEY",
    instructions: "Be brief.",
    messages: [
      { role: "user", content: "Raft?" },
      { role: "assistant", content: "Raft elects.", reasoning: "Hm." },
      { role: "user", content: "And Paxos?" },
    ],
  });
});

it("sends earlier thinking back only to who keeps it", () => {
  const forgetful = callOfRun({ ...second, sent: { model: "glm-4.7" } }, state);
  expect(forgetful?.messages[1]).toEqual({ role: "assistant", content: "Raft elects." });
});

it("is none where nothing was sent, and needs no key for an operator's own server", () => {
  expect(callOfRun({ ...first, sent: {} }, state)).toBeNull();
  expect(callOfRun({ ...first, provider: "custom-mine" }, state)).toMatchObject({
    keyVariable: null,
    baseUrl: "http://localhost:8000/v1",
  });
});
