import { afterAll, beforeAll, expect, test } from "vitest";
import { type BreakableProxy, startBreakableProxy } from "@/e2e/breakable-proxy";
import { openDatabase } from "./client";
import { startPostgres, type TestPostgres } from "./test-databases";

let server: TestPostgres;
let proxy: BreakableProxy;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await proxy.close();
  await server.stop();
});

// The driver's own rollback on the closed connection would be an uncaught exception, which fails the whole test run.
test("a transaction whose connection is dropped fails with that alone, and the next one succeeds", async () => {
  const address = new URL(await server.createDatabase("dropped"));
  proxy = await startBreakableProxy(Number(address.port));
  address.port = String(proxy.port);
  const { sql, close } = await openDatabase({ databaseUrl: String(address), dataDir: "unused" });
  for (let round = 0; round < 5; round++) {
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    const dropped = sql.begin(async (transaction) => {
      await transaction`select 1`;
      setTimeout(resolve, 50); // by then the next statement is on its way
      await transaction`select pg_sleep(5)`;
    });
    begun.then(() => proxy.drop());
    await expect(dropped).rejects.toThrow("CONNECTION_CLOSED");
  }
  expect(await sql.begin((transaction) => transaction`select 1 as one`)).toEqual([{ one: 1 }]);
  await close();
});
