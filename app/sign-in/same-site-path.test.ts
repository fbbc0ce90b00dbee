import { expect, test } from "vitest";
import { sameSitePath } from "./same-site-path";

test.each(["/", "/runs?status=failed&q=a%2Fb", "/c/0198c000#end", "/prices?x=//evil.example"])(
  "%s is gone to",
  (next) => expect(sameSitePath(next)).toBe(next),
);

test.each([
  undefined,
  ["/runs", "/prices"],
  "",
  "runs",
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "\t//evil.example",
  "/.//evil.example",
  "/x/..//evil.example",
  "/%2e//evil.example",
  "javascript:alert(1)",
  "/sign-in?next=/sign-in",
])("%j is not: the playground is", (next) => expect(sameSitePath(next)).toBe("/"));
