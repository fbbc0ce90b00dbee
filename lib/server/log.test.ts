import { DrizzleQueryError } from "drizzle-orm";
import { expect, it } from "vitest";
import { createLog, loggedError } from "./log";
import { readableLine } from "./readable-lines";
import { noteSecret } from "./redaction/known-secrets";
import { withRequestId } from "./request-id";

it("logs what went wrong with a query, and nothing of what it wrote", () => {
  const cause = Object.assign(new Error("value too long"), {
    code: "22001",
    detail: "Failing row contains (secret).",
  });
  const error = new Error("could not write", {
    cause: new DrizzleQueryError("insert into runs values ($1)", ["a secret prompt"], cause),
  });
  const logged = JSON.stringify(loggedError(error));
  expect(logged).toContain("could not write");
  expect(logged).toContain("value too long");
  expect(logged).toContain("22001");
  expect(logged).not.toContain("secret");
});

/** Logs at every level, and gives the lines. */
function openLog() {
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line) });
  log.level = "trace";
  return { log, lines };
}

it("what is never logged stays out, wherever it stands", () => {
  const { log, lines } = openLog();
  log.info({ apiKey: "MARK", run: { prompt: "MARK", id: "r1" }, headers: { authorization: "MARK" } }, "said");
  expect(lines.join()).not.toContain("MARK");
  expect(JSON.parse(lines.join())).toMatchObject({ msg: "said", run: { id: "r1" } });
});

it("a request's lines bear the id that its answer bears, also what it leaves running", async () => {
  const { log, lines } = openLog();
  let later = Promise.resolve();
  const route = withRequestId(async () => {
    log.info("now");
    later = new Promise((resolve) => setImmediate(resolve)).then(() => log.info("later"));
    return new Response("done");
  });
  const answers = [
    await route(new Request("http://x/"), undefined),
    await route(new Request("http://x/"), undefined),
  ];
  await later;
  const ids = answers.map(({ headers }) => headers.get("x-request-id"));
  const logged = lines.map((line) => JSON.parse(line)).map(({ msg, request }) => [msg, ids.indexOf(request)]);
  expect(new Set(ids).size).toBe(2);
  expect(logged).toEqual(
    expect.arrayContaining([
      ["now", 0],
      ["now", 1],
      ["later", 1],
    ]),
  );
});

it("a line that a person reads has the clock, the level, the words and the facts, and an error's stack below", () => {
  const { log, lines } = openLog();
  const error = new Error("broken");
  log.warn({ run: "r1", attempts: 2, err: error }, "run ended");
  expect(readableLine(lines.join())).toMatch(
    /^\d\d:\d\d:\d\d WARN run ended run=r1 attempts=2\nError: broken\n +at .*\n$/s,
  );
});

it("a key stands in no line, under whatever name and in whatever form", () => {
  const key = 'sk-log/"key"+0123456789';
  noteSecret(key);
  const { log, lines } = openLog();
  log.info({ upstream: key, deep: { er: [{ [key]: encodeURIComponent(key) }] } }, `said ${key}`);
  log.error({ err: new Error(`Wrong: ${Buffer.from(key).toString("base64")}`, { cause: new Error(key) }) });
  const text = lines.join("");
  for (const form of [key, JSON.stringify(key).slice(1, -1), encodeURIComponent(key), key.slice(0, -1)])
    expect(text).not.toContain(form);
  expect(lines.map((line) => JSON.parse(line)).map(({ msg }) => msg)).toEqual([
    "said [redacted]",
    expect.any(String),
  ]);
});
