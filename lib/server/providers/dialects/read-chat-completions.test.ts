import { describe, expect, it } from "vitest";
import { chatCompletionsReader } from "./read-chat-completions";

const { read } = chatCompletionsReader();

describe("chatCompletionsReader", () => {
  it.each([
    ["reasoning", { reasoning: "x" }],
    ["reasoning_content", { reasoning_content: "x" }],
    ["both", { reasoning: "x", reasoning_content: "x" }],
    ["reasoning_details alone", { reasoning_details: [{ type: "reasoning.text", text: "x" }] }],
    [
      "reasoning beside its details",
      { reasoning: "x", reasoning_details: [{ type: "reasoning.text", text: "x" }] },
    ],
  ])("reads thinking from %s, once", (_name, delta) => {
    const { reasoning, json } = read({
      choices: [{ index: 0, delta: { role: "assistant", content: "", ...delta } }],
    });
    expect([reasoning, json.choices]).toEqual([
      "x",
      [{ index: 0, delta: { role: "assistant", content: "", reasoning_content: "x" } }],
    ]);
  });

  it("takes choices that are null for none, and keeps what is beside them", () => {
    expect(read({ choices: null, usage: { prompt_tokens: 1 } }).json).toEqual({
      choices: [],
      usage: { prompt_tokens: 1 },
    });
  });
});
