import { expect, it } from "vitest";
import type { SpendRow } from "@/db/queries/spend";
import { shareOf, sumByDay, sumByOffer } from "./spend-sums";

const row = (day: string, provider: string, billedUsd: string, runs = 1, unknownRuns = 0): SpendRow => ({
  day,
  tier: "glm-4.7",
  provider,
  billedUsd,
  runs,
  ownKeyUsd: "0",
  unknownRuns,
});
const rows = [
  row("2026-03-01", "zai", "0.100000000000"),
  row("2026-03-01", "novita", "0.000000000001", 2),
  row("2026-03-03", "zai", "0.200000000000", 3, 1),
];

it("has a line for every day, the newest first, also where nothing ran", () => {
  expect(sumByDay(rows, "2026-02-28", "2026-03-03")).toEqual([
    { day: "2026-03-03", billedUsd: "0.200000000000", runs: 3, unknownRuns: 1 },
    { day: "2026-03-02", billedUsd: "0.000000000000", runs: 0, unknownRuns: 0 },
    { day: "2026-03-01", billedUsd: "0.100000000001", runs: 3, unknownRuns: 0 },
    { day: "2026-02-28", billedUsd: "0.000000000000", runs: 0, unknownRuns: 0 },
  ]);
});

it("sums each tier at each provider exactly, the dearest first", () => {
  expect(sumByOffer(rows)).toEqual([
    { tier: "glm-4.7", provider: "zai", billedUsd: "0.300000000000", runs: 4, unknownRuns: 1 },
    { tier: "glm-4.7", provider: "novita", billedUsd: "0.000000000001", runs: 2, unknownRuns: 0 },
  ]);
});

it("gives shares between nothing and all", () => {
  expect(shareOf("1", "4")).toBe(0.25);
  expect(shareOf("5", "4")).toBe(1);
  expect(shareOf("1", "0")).toBe(0);
});
