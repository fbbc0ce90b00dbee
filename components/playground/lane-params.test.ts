import { describe, expect, it } from "vitest";
import type { Lane } from "@/lib/runs/run";
import {
  formatLane,
  fragmentOf,
  MAX_FRAGMENT_CHARACTERS,
  playgroundHref,
  queryOfSetup,
  type Setup,
  setupOfQuery,
  setupParsers,
  wordsOfFragment,
} from "./lane-params";

const lane = (offer: string, change: Partial<Lane> = {}): Lane => ({
  offer,
  upstream: null,
  dialect: null,
  settings: {},
  ...change,
});

describe("lanes in the URL", () => {
  const lanes = [
    lane("zai/glm-4.6"),
    lane("openrouter/glm-4.7-flash", {
      upstream: "deepinfra",
      settings: { thinking: "off", temperature: 0.2 },
    }),
    lane("zai/glm-4.7", { dialect: "messages" }),
  ];

  it("come back as they went in", () => {
    expect(setupParsers.lanes.parse(setupParsers.lanes.serialize(lanes))).toEqual(lanes);
  });

  it("read well", () => {
    expect(lanes.map(formatLane)).toEqual([
      "zai/glm-4.6",
      "openrouter/glm-4.7-flash@deepinfra~thinking.off~temperature.0.2",
      "zai/glm-4.7~dialect.messages",
    ]);
  });

  it("carry every setting that a lane has of its own", () => {
    const full = lane("zai/glm-4.7", {
      settings: {
        thinking: "high",
        temperature: 0,
        topP: 0.9,
        topK: 40,
        minP: 0.05,
        maxOutputTokens: 2048,
        presencePenalty: -1,
        frequencyPenalty: 0.5,
        repetitionPenalty: 1.1,
        seed: -7,
        webSearch: false,
        dataPolicy: "zero-retention",
        stop: ["a,b", "~", "100 %", "\n"],
        responseFormat: { type: "json_schema", schema: { type: "object" } },
        tools: [{ name: "weather", parameters: { type: "object" }, mockResult: { sky: "~grey, 5.5°" } }],
        native: { do_sample: false },
      },
    });
    expect(setupParsers.lanes.parse(setupParsers.lanes.serialize([full, ...lanes]))).toEqual([
      full,
      ...lanes,
    ]);
    const url = new URL(
      playgroundHref({ lanes: [full], settings: {} }, { prompt: "", instructions: "" }),
      "http://x",
    );
    expect(setupParsers.lanes.parse(url.searchParams.get("lanes") ?? "")).toEqual([full]);
  });

  it("lose a setting that is none, and keep the others", () => {
    expect(setupParsers.lanes.parse("zai/glm-4.7~topP.7~seed.3~more.{broken~x")).toEqual([
      lane("zai/glm-4.7", { settings: { seed: 3 } }),
    ]);
  });

  it("leave out what is no lane, and what lies beyond twelve", () => {
    expect(setupParsers.lanes.parse("nonsense,,zai/glm-4.7~temperature.hot")).toEqual([lane("zai/glm-4.7")]);
    expect(setupParsers.lanes.parse("nonsense")).toBeNull();
    expect(setupParsers.lanes.parse(Array(20).fill("zai/glm-4.7").join(","))).toHaveLength(12);
  });
});

describe("a whole set-up", () => {
  const setup: Setup = {
    lanes: [lane("demo/glm-4.7")],
    settings: {
      temperature: 0,
      stop: ["a,b", "END"],
      seed: 7,
      thinking: "on",
      responseFormat: { type: "json" },
    },
  };

  it("survives the URL, settings without a control included", () => {
    expect(setupOfQuery(queryOfSetup(setup))).toEqual(setup);
    const url = new URL(playgroundHref(setup, { prompt: "Hi & bye", instructions: "" }), "http://x");
    expect(url.searchParams.get("lanes")).toBe("demo/glm-4.7");
    expect(setupParsers.stop.parse(url.searchParams.get("stop") ?? "")).toEqual(["a,b", "END"]);
    expect(wordsOfFragment(url.hash)).toEqual({ prompt: "Hi & bye", instructions: "" });
  });

  it("is none without lanes", () => {
    expect(setupOfQuery({ ...queryOfSetup(setup), lanes: null })).toBeNull();
  });
});

describe("a prompt in the fragment", () => {
  it("keeps every character", () => {
    const words = { prompt: "100 % + 1 = #2\n🌍 ü", instructions: "Be kind & brief" };
    expect(wordsOfFragment(fragmentOf(words))).toEqual(words);
  });

  it("stays out when long or empty", () => {
    expect(fragmentOf({ prompt: "x".repeat(MAX_FRAGMENT_CHARACTERS + 1), instructions: "" })).toBe("");
    expect(fragmentOf({ prompt: "", instructions: "" })).toBe("");
    expect(wordsOfFragment("#main")).toBeNull();
  });
});
