import { describe, expect, it } from "vitest";
import { redactor } from "./redact";

const key = "sk-glimpse/secret+0123456789=";

describe("redactor", () => {
  it.each([
    ["as it is", key],
    ["URL-encoded", encodeURIComponent(key)],
    ["in base64", Buffer.from(key).toString("base64")],
  ])("removes a key %s", (_name, form) => {
    const redacted = redactor([key])(`Invalid token ${form}, try again: ${form}`);
    expect(redacted).not.toContain(form);
    expect(redacted).toMatch(/^Invalid token \[redacted\]=*, try again: \[redacted\]=*$/);
  });

  it("leaves text alone that holds no key, and ignores trivial ones", () => {
    expect(redactor([key, "a", ""])("a plain answer")).toBe("a plain answer");
  });
});
