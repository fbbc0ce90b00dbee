import { describe, expect, it } from "vitest";
import { useHostileProviders } from "@/e2e/hostile-providers";
import type { Frame, Handler, Script } from "@/e2e/upstream/script";

const { besideHealthyLane } = useHostileProviders({
  GLIMPSE_CONNECT_TIMEOUT_SECONDS: "1.5",
  GLIMPSE_FIRST_OUTPUT_TIMEOUT_SECONDS: "4",
  GLIMPSE_IDLE_TIMEOUT_SECONDS: "2",
  GLIMPSE_TOTAL_TIMEOUT_SECONDS: "8",
});

const delta = (content: string) => ({ choices: [{ index: 0, delta: { role: "assistant", content } }] });
const event = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`;
const first: Frame = { data: delta("Hello") };

describe("a provider that keeps one waiting runs out of time", () => {
  function* every(afterMs: number, raw: string, before: Frame[] = []): Generator<Frame> {
    yield* before;
    for (;;) yield { afterMs, raw };
  }
  const slowly = [...`${event(delta("Hello"))}${event(delta(" there"))}`].map((raw) => ({
    afterMs: 100,
    raw,
  }));

  it.each<[string, Script | Handler, string]>([
    ["with its head", () => new Promise<never>(() => undefined), "first-output"],
    ["with its first event", { frames: [], end: "hang" }, "first-output"],
    ["with its refusal's words", { status: 500, frames: [], end: "hang" }, "first-output"],
    ["by keep-alives instead of words", { frames: every(100, ": ping\n\n") }, "first-output"],
    ["by empty deltas instead of words", { frames: every(100, event(delta(""))) }, "first-output"],
    ["byte by byte", { frames: slowly, end: "hang" }, "first-output"],
    ["in the middle of its answer", { frames: [first], end: "hang" }, "idle"],
    ["by keep-alives after its first words", { frames: every(100, ": ping\n\n", [first]) }, "idle"],
    ["by a word now and then", { frames: every(300, event(delta("Hm. "))) }, "total"],
  ])("%s", async (_name, script, limit) => {
    const run = await besideHealthyLane(script);
    const variable = `GLIMPSE_${limit.replace("-", "_").toUpperCase()}_TIMEOUT_SECONDS`;
    expect(run).toMatchObject({
      status: "failed",
      error: { class: "timeout", code: `${limit}-timeout`, message: expect.stringContaining(variable) },
      attempts: [{}],
    });
  });

  it("after it has accepted the connection", async () => {
    const run = await besideHealthyLane({ frames: [] }, "custom-http/glm-4.7");
    expect(run.error).toMatchObject({ class: "timeout", code: "first-output-timeout" });
  });

  it("before the connection is made", async () => {
    const run = await besideHealthyLane({ frames: [] }, "custom-https/glm-4.7");
    expect(run.error).toMatchObject({ class: "timeout", code: "connect-timeout" });
    expect(run.error?.message).toContain("GLIMPSE_CONNECT_TIMEOUT_SECONDS");
  });
});
