import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dayEnd, dayOf, dayStart, lastDayBefore } from "./local-day";

const ownZone = process.env.TZ;

describe.each(["UTC", "Europe/Lisbon", "America/Sao_Paulo", "Asia/Kolkata"])("a day in %s", (zone) => {
  beforeEach(() => {
    process.env.TZ = zone;
  });
  afterEach(() => {
    process.env.TZ = ownZone;
  });

  it("is read back from the instants it became", () => {
    for (const day of ["2026-11-20", "2026-03-29", "2026-12-31", "2028-02-29"]) {
      const from = dayStart(day);
      const to = dayEnd(day);
      expect(from && dayOf(from)).toBe(day);
      expect(to && lastDayBefore(to)).toBe(day);
    }
  });
});

it("begins at the reader's midnight, and a day with a clock change is shorter", () => {
  process.env.TZ = "Europe/Lisbon";
  expect(dayStart("2026-07-01")?.toISOString()).toBe("2026-06-30T23:00:00.000Z");
  expect((dayEnd("2026-03-29")?.getTime() ?? 0) - (dayStart("2026-03-29")?.getTime() ?? 0)).toBe(
    23 * 3_600_000,
  );
  process.env.TZ = ownZone;
});

it("what is no day is no instant", () => {
  expect(dayStart("")).toBeNull();
  expect(dayEnd("yesterday")).toBeNull();
});
