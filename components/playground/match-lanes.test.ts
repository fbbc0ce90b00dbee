import { expect, it } from "vitest";
import { laneOf } from "./lane-presets";
import { matchLanes } from "./match-lanes";

const [a, b] = [laneOf("zai/glm-4.6"), laneOf("zai/glm-4.7")];

it("finds each lane's answer after reordering, adding and changing lanes", () => {
  expect(matchLanes([b, a], [a, b])).toEqual([1, 0]);
  expect(matchLanes([a, a, b], [a, b])).toEqual([0, null, 1]);
  expect(matchLanes([laneOf("demo/glm-4.7"), b], [a, b])).toEqual([null, 1]);
  expect(matchLanes([laneOf("zai/glm-4.6", { settings: { thinking: "off" } })], [a])).toEqual([null]);
  expect(matchLanes([a, a], [a, a])).toEqual([0, 1]);
});
