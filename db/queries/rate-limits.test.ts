import { afterEach, expect, it, vi } from "vitest";
import { rateLimits } from "@/db/schema";
import { forEachDatabase } from "@/db/test-databases";
import {
  deleteExpiredLimits,
  forgetLivePlaces,
  giveLivePlacesBack,
  type LivePlaces,
  takeLivePlaces,
} from "./rate-limits";

const MINUTE_MS = 60_000;

forEachDatabase((_name, getDb) => {
  afterEach(async () => {
    vi.useRealTimers();
    await getDb().delete(rateLimits);
  });

  const take = async (
    runs: number,
    ...clients: [client: string, limit: number][]
  ): Promise<LivePlaces[] | null> => {
    const counts = clients.map(([client, limit]) => ({ client, limit }));
    const taken = await takeLivePlaces(getDb(), counts, runs);
    return "places" in taken ? taken.places : null;
  };
  const later = (ms: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + ms });

  it("of a hundred that ask at once, as many get a place as there are", async () => {
    const taken = await Promise.all(
      Array.from({ length: 100 }, (_, index) => take(1, ["address", 12], [`session-${index % 3}`, 5])),
    );
    expect(taken.filter(Boolean)).toHaveLength(12);
  });

  it("a start gets all its places or none, in every count", async () => {
    expect(await take(4, ["address", 6], ["session", 3])).toBeNull();
    expect(await take(7, ["address", 6])).toBeNull();
    expect(await take(6, ["address", 6])).toHaveLength(1);
    expect(await take(1, ["address", 6])).toBeNull();
  });

  it("says which count is full", async () => {
    const counts = [
      { client: "address", limit: 2 },
      { client: "session", limit: 1 },
    ];
    expect(await takeLivePlaces(getDb(), counts, 2)).toEqual({ full: counts[1] });
  });

  it("places that are given back can be taken again, one by one", async () => {
    const places = await take(3, ["address", 3], ["session", 3]);
    await giveLivePlacesBack(getDb(), places ?? [], 1);
    expect(await take(2, ["address", 3], ["session", 3])).toBeNull();
    expect(await take(1, ["address", 3], ["session", 3])).toHaveLength(2);
  });

  it("what a killed instance holds is forgotten within half an hour, and given back to nobody's count then", async () => {
    const old = await take(3, ["address", 3]);
    later(31 * MINUTE_MS);
    expect(await take(3, ["address", 3])).toHaveLength(1);
    await giveLivePlacesBack(getDb(), old ?? [], 3);
    expect(await take(1, ["address", 3])).toBeNull();
  });

  it("a count that was empty in between begins anew", async () => {
    await giveLivePlacesBack(getDb(), (await take(3, ["address", 3])) ?? [], 3);
    later(20 * MINUTE_MS);
    expect(await take(3, ["address", 3])).toHaveLength(1);
    later(20 * MINUTE_MS);
    expect(await take(1, ["address", 3])).toBeNull();
  });

  it("a server that starts alone forgets them all", async () => {
    await take(3, ["address", 3]);
    await forgetLivePlaces(getDb());
    expect(await take(3, ["address", 3])).toHaveLength(1);
  });

  it("nobody's address is kept once it counts no more", async () => {
    await take(3, ["address", 3]);
    await deleteExpiredLimits(getDb());
    expect(await getDb().select().from(rateLimits)).toHaveLength(1);
    later(31 * MINUTE_MS);
    await deleteExpiredLimits(getDb());
    expect(await getDb().select().from(rateLimits)).toEqual([]);
  });
});
