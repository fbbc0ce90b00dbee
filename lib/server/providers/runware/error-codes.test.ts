import { describe, expect, it } from "vitest";
import { classOfCode, isAboutModel } from "./error-codes";

describe("classOfCode", () => {
  it.each([
    ["invalidApiKey", "auth"],
    ["missingApiKey", "auth"],
    ["authTimeout", "auth"],
    ["insufficientCredits", "auth"],
    ["textInferenceVideoInputInsufficientCredits", "auth"],
    ["providerAuthenticationFailed", "upstream"],
    ["inferenceRateLimitExceeded", "rate-limit"],
    ["timeoutProvider", "timeout"],
    ["providerGatewayTimeout", "timeout"],
    ["noAvailableServer", "overloaded"],
    ["modelUnavailable", "overloaded"],
    ["invalidModel", "invalid-request"],
    ["modelNotFound", "invalid-request"],
    ["valueTooLarge", "invalid-request"],
    ["providerContentPolicyViolation", "invalid-request"],
    ["inferenceError", null],
    ["internalServerError", null],
    ["somethingNew", null],
  ])("%s is %s", (code, expected) => {
    expect(classOfCode(code)).toBe(expected);
  });
});

describe("isAboutModel", () => {
  it.each([
    [{ errors: [{ code: "whatever", parameter: "model" }] }, true],
    [{ errors: [{ code: "whatever", parameter: ["model", "taskType"] }] }, true],
    [{ error: { code: "unknownModel" }, taskUUID: "x" }, true],
    [{ errors: [{ code: "modelUnavailable" }] }, false],
    [{ errors: [{ code: "invalidModel", parameter: "settings.topP" }] }, true],
    [{ errors: [{ code: "unsupportedParameter", parameter: "settings.modelMode" }] }, false],
    [{ errors: [] }, false],
    [{}, false],
  ])("%o: %s", (body, expected) => {
    expect(isAboutModel(body)).toBe(expected);
  });
});
