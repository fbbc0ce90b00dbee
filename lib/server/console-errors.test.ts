import { DrizzleQueryError } from "drizzle-orm";
import { afterEach, expect, it, vi } from "vitest";
import { logConsoleErrors } from "./console-errors";
import { log, loggedError } from "./log";

const consoleError = console.error;
afterEach(() => {
  console.error = consoleError;
  vi.restoreAllMocks();
});

it("logs an error that is written to the console without a query's values, and by the digest that its page shows", () => {
  const logged = vi.spyOn(log, "error").mockImplementation(() => undefined);
  logConsoleErrors();
  const failed = new DrizzleQueryError("select $1", ["secret"], new Error("no such column"));
  console.error("⨯", Object.assign(failed, { digest: "123" }));
  console.error("two", "words");
  const [[error, message] = [], [words] = []] = logged.mock.calls;
  expect(message).toBe("a page failed");
  expect(error).toMatchObject({ digest: "123" });
  expect(JSON.stringify(loggedError(Reflect.get(Object(error), "err")))).not.toContain("secret");
  expect(words).toBe("two words");
});
