import { expect, it } from "vitest";
import { laneOf } from "./lane-presets";
import { matchLanes } from "./match-lanes";

const [a, b] = [laneOf("zai/glm-4.6"), laneOf("zai/glm-4.7")];

it("knows a lane again whatever the order of its settings", () => {
  const ordered = laneOf("zai/glm-4.6", { settings: { stop: ["x"], native: { a: 1, b: 2 }, seed: null } });
  const stored = laneOf("zai/glm-4.6", { settings: { native: { b: 2, a: 1 }, stop: ["x"] } });
  expect(matchLanes([ordered], [stored])).toEqual([0]);
});

it("finds each lane's answer after reordering, adding and changing lanes", () => {
  expect(matchLanes([b, a], [a, b])).toEqual([1, 0]);
  expect(matchLanes([a, a, b], [a, b])).toEqual([0, null, 1]);
  expect(matchLanes([laneOf("demo/glm-4.7"), b], [a, b])).toEqual([null, 1]);
  expect(matchLanes([laneOf("zai/glm-4.6", { settings: { thinking: "off" } })], [a])).toEqual([null]);
  expect(matchLanes([a, a], [a, a])).toEqual([0, 1]);
});
