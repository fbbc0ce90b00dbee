import fc from "fast-check";
import { expect, it } from "vitest";
import { minuteOfTheDay } from "./price-refresh";

it("chooses a minute that is from one to 23 hours away", () => {
  const moment = fc.integer({ min: 0, max: 24 * 60 - 1 });
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(moment, chance, (minuteNow, drawn) => {
      const [minute, hour, ...rest] = minuteOfTheDay(new Date(minuteNow * 60_000), drawn).split(" ");
      expect(rest).toEqual(["*", "*", "*"]);
      expect([Number(minute) < 60, Number(hour) < 24]).toEqual([true, true]);
      const away = (Number(hour) * 60 + Number(minute) - minuteNow + 24 * 60) % (24 * 60);
      expect(away).toBeGreaterThanOrEqual(60);
      expect(away).toBeLessThan(23 * 60);
    }),
  );
});
