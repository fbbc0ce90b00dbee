import { describe, expect, it } from "vitest";
import { findOffer } from "@/lib/catalog/catalog";
import { parseEnvironment } from "@/lib/server/env";
import { otherModelId, taskModelId } from "./model-ids";

describe("the id of a task's model", () => {
  it.each([
    [{}, "zai-glm-4-7"],
    [{ RUNWARE_MODEL_ID_STYLE: "slug" }, "zai-glm-4-7"],
    [{ RUNWARE_MODEL_ID_STYLE: "air" }, "zai:glm@4.7"],
  ])("with %o is %s", (variables, id) => {
    const offer = findOffer("runware/glm-4.7");
    const { RUNWARE_MODEL_ID_STYLE } = parseEnvironment({ NODE_ENV: "test", ...variables });
    expect(offer && taskModelId(offer, RUNWARE_MODEL_ID_STYLE)).toBe(id);
  });

  it.each([
    ["zai-glm-4-7", "zai:glm@4.7"],
    ["zai:glm@4.7", "zai-glm-4-7"],
    ["somebody-elses", null],
  ])("has %s beside %s", (id, other) => {
    expect(otherModelId(id)).toBe(other);
  });
});
