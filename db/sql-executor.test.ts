import { expect, it } from "vitest";
import { sqlExecutor } from "./sql-executor";
import { forEachDatabase } from "./test-databases";

forEachDatabase((_name, _getDb, getSql) => {
  const execute = sqlExecutor(async () => getSql());

  it("runs several statements and gives their rows as one list", async () => {
    expect(await execute("select 1 as n; select 2 as n")).toEqual({ rows: [{ n: 1 }, { n: 2 }] });
  });

  it("binds lists, objects, moments and null", async () => {
    const values = [["a", "b"], { deep: [1, null] }, new Date("2026-11-21T03:00:00Z"), null];
    const { rows } = await execute(
      "select $1::text[] as list, $2::jsonb as json, $3::timestamptz = '2026-11-21 03:00Z' as same, $4::text as nothing",
      values,
    );
    expect(rows).toEqual([{ list: ["a", "b"], json: { deep: [1, null] }, same: true, nothing: null }]);
  });

  it("does all of a transaction, and gives its rows", async () => {
    const text =
      "\n BEGIN;\n create table kept (n int);\n insert into kept values (7) returning n;\n COMMIT;\n";
    expect(await execute(text)).toEqual({ rows: [{ n: 7 }] });
    expect(await execute("select n from kept")).toEqual({ rows: [{ n: 7 }] });
  });

  it("leaves nothing of a transaction that fails, and no broken one to those beside it", async () => {
    const failing = execute("BEGIN; create table lost (n int); select 1 / 0; COMMIT;");
    const beside = Array.from({ length: 20 }, (_, n) => execute("select $1::int as n", [n]));
    await expect(failing).rejects.toThrow("division by zero");
    expect((await Promise.all(beside)).map(({ rows }) => rows)).toEqual(
      Array.from({ length: 20 }, (_, n) => [{ n }]),
    );
    expect(await execute("select to_regclass('lost') as lost")).toEqual({ rows: [{ lost: null }] });
  });

  it("runs transactions beside the driver's own", async () => {
    const sums = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        n % 2 === 0
          ? execute(`BEGIN; set local work_mem = '4MB'; select ${n} as n; COMMIT;`).then(({ rows }) => rows)
          : getSql().begin((transaction) => transaction`select ${n}::int as n`),
      ),
    );
    expect(sums.map((rows) => [...rows])).toEqual(Array.from({ length: 30 }, (_, n) => [{ n }]));
  });
});
