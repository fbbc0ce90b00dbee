import { v7 as uuidv7 } from "uuid";
import { expect, it } from "vitest";
import { forEachDatabase } from "@/db/test-databases";
import { insertComparison } from "./comparisons";
import { endOrphans, finishRuns } from "./finish-runs";
import { type NewRun, recordLookedUpCost } from "./runs";
import { listSpend, readBilledOfDay } from "./spend";

forEachDatabase((_name, db) => {
  /** Runs that began at the given times, the simulated ones marked; gives their ids and whose they are. */
  async function begin(
    times: string[],
    marks: Partial<NewRun> = {},
  ): Promise<{ ids: string[]; owner: string }> {
    const comparisonId = uuidv7();
    const owner = uuidv7();
    const runs = times.map((time, lane) => ({
      id: uuidv7(),
      comparisonId,
      owner,
      turn: 0,
      lane,
      attempt: 1,
      offer: "zai/glm-4.7",
      tier: "glm-4.7",
      provider: "zai",
      dialect: "chat-completions",
      modelId: "m",
      simulated: false,
      settings: {},
      sent: {},
      status: "running",
      warnings: [],
      toolCalls: [],
      attempts: [],
      instance: "an-instance",
      createdAt: new Date(time),
      ...marks,
    }));
    const lanes = runs.map(({ offer }) => ({ offer, upstream: null, dialect: null, settings: {} }));
    const turn = { comparisonId, position: 0, prompt: "P", history: [] };
    await insertComparison(db(), { id: comparisonId, owner, title: "T", settings: {} }, turn, lanes, runs);
    return { ids: runs.map(({ id }) => id), owner };
  }

  const billed = (id: string, billedUsd: string | null) => ({
    id,
    status: "completed" as const,
    billedUsd,
    usageSource: "reported",
  });
  const spend = async (owner: string) =>
    (await listSpend(db(), owner, "2026-01-01", "2026-12-31")).map((row) => [
      row.day,
      row.runs,
      row.billedUsd,
      row.unknownRuns,
    ]);

  it("sums by the UTC day a run began, and tells unknown from nothing", async () => {
    const { ids, owner } = await begin([
      "2026-03-04T23:59:59.999Z",
      "2026-03-05T00:00:00Z",
      "2026-03-05T12:00:00Z",
      "2026-03-05T13:00:00Z",
      "2026-03-05T14:00:00Z",
    ]);
    const [late = "", early = "", unknown = "", refused = "", free = ""] = ids;
    await finishRuns(db(), [
      billed(late, "0.000000000001"),
      billed(early, "999999999999.999999999999"),
      billed(unknown, null),
      { id: refused, status: "failed" },
      billed(free, "0"),
    ]);
    expect(await spend(owner)).toEqual([
      ["2026-03-04", 1, "0.000000000001", 0],
      ["2026-03-05", 4, "999999999999.999999999999", 1],
    ]);
    const other = await begin(["2026-03-04T10:00:00Z"]);
    await finishRuns(db(), [billed(other.ids[0] ?? "", "2")]);
    expect(await readBilledOfDay(db(), "2026-03-04", owner)).toEqual({
      all: "2.000000000001",
      own: "0.000000000001",
    });
    expect(await readBilledOfDay(db(), "2026-03-03", owner)).toEqual({
      all: "0.000000000000",
      own: "0.000000000000",
    });
  });

  it("leaves simulated runs out", async () => {
    const { ids, owner } = await begin(["2026-04-01T00:00:00Z"], { simulated: true });
    await finishRuns(db(), [billed(ids[0] ?? "", "1")]);
    await recordLookedUpCost(db(), ids[0] ?? "", "2");
    expect(await spend(owner)).toEqual([]);
  });

  it("follows a bill that is looked up later, whether the run's end was written before it or after", async () => {
    const { ids, owner } = await begin(["2026-04-02T00:00:00Z", "2026-04-02T00:00:00Z"]);
    const [first = "", second = ""] = ids;
    await finishRuns(db(), [billed(first, "0.5")]);
    await recordLookedUpCost(db(), first, "0.3");
    await recordLookedUpCost(db(), first, "0.4");
    await recordLookedUpCost(db(), second, "2");
    await finishRuns(db(), [billed(second, null)]);
    expect(await spend(owner)).toEqual([["2026-04-02", 2, "2.400000000000", 0]]);
  });

  it("does not know what a run cost that may have been answered, and knows that one never sent cost nothing", async () => {
    const { ids, owner } = await begin(["2026-04-06T00:00:00Z", "2026-04-06T00:00:00Z"]);
    const [gone = "", neverSent = ""] = ids;
    await endOrphans(db(), [{ id: gone, status: "interrupted" }]);
    await finishRuns(db(), [{ id: neverSent, status: "interrupted" }]);
    expect(await spend(owner)).toEqual([["2026-04-06", 2, "0.000000000000", 1]]);
    await finishRuns(db(), [{ id: gone, status: "interrupted" }]);
    expect(await spend(owner)).toEqual([["2026-04-06", 2, "0.000000000000", 0]]);
  });

  it("keeps apart what visitors paid with keys of their own, which is nothing of the operator's day", async () => {
    const { ids, owner } = await begin(["2026-04-05T00:00:00Z", "2026-04-05T01:00:00Z"], { ownKey: true });
    const [first = "", second = ""] = ids;
    await endOrphans(db(), [
      { id: first, status: "interrupted", billedUsd: "0.1", usageSource: "estimated" },
    ]);
    await finishRuns(db(), [billed(first, "0.3"), billed(second, "2")]);
    expect(await spend(owner)).toEqual([["2026-04-05", 2, "2.300000000000", 0]]);
    const [row] = await listSpend(db(), owner, "2026-04-05", "2026-04-05");
    expect(row?.ownKeyUsd).toBe("2.300000000000");
    const nothing = { all: "0.000000000000", own: "0.000000000000" };
    expect(await readBilledOfDay(db(), "2026-04-05", owner)).toEqual(nothing);
  });

  it("takes the real end of a run instead of the one that was assumed for it, once", async () => {
    const { ids, owner } = await begin(["2026-04-03T00:00:00Z", "2026-04-03T00:00:00Z"]);
    const [silent = "", gone = ""] = ids;
    await endOrphans(db(), [
      { id: silent, status: "interrupted", billedUsd: "0.1", usageSource: "estimated" },
      { id: gone, status: "interrupted" },
    ]);
    expect(await spend(owner)).toEqual([["2026-04-03", 2, "0.100000000000", 1]]);
    expect((await endOrphans(db(), [{ id: silent, status: "interrupted" }])).ended).toEqual(new Set());
    expect((await finishRuns(db(), [billed(silent, "0.25")])).ended).toEqual(new Set([silent]));
    expect((await finishRuns(db(), [billed(silent, "7")])).ended).toEqual(new Set());
    expect(await spend(owner)).toEqual([["2026-04-03", 2, "0.250000000000", 1]]);
  });

  it("counts every one of many that end at once", async () => {
    const { ids, owner } = await begin(Array(60).fill("2026-04-04T00:00:00Z"));
    await Promise.all(
      ids.flatMap((id) => [finishRuns(db(), [billed(id, "0.000001")]), finishRuns(db(), [billed(id, "5")])]),
    );
    const [[day, runs] = []] = await spend(owner);
    expect([day, runs]).toEqual(["2026-04-04", 60]);
  });
});
