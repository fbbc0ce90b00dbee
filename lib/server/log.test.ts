import { DrizzleQueryError } from "drizzle-orm";
import { expect, it } from "vitest";
import { loggedError } from "./log";

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
