import { describe, expect, it } from "vitest";
import { safeTarget } from "./safe-link";

describe("links in an answer", () => {
  it.each([
    ["https://docs.z.ai/guide?a=1", "docs.z.ai"],
    ["http://localhost:8080/", "localhost:8080"],
    ["mailto:someone@example.com", "someone@example.com"],
  ])("%s may be followed and shows %s", (href, label) => expect(safeTarget(href)?.label).toBe(label));

  it.each([
    "javascript:alert(1)",
    " javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "blob:https://x/1",
    "https://bank.example@evil.example/",
    "/relative",
    "#fragment",
    "",
  ])("%j stays text", (href) => expect(safeTarget(href)).toBeNull());
});
