import { describe, expect, it } from "vitest";
import { confidenceOf, lowerConfidence } from "../../../src/analysis/confidence.ts";
import { warningCodes, type WarningCode } from "../../../src/domain/codes.ts";

const warned = (...codes: readonly WarningCode[]) =>
  codes.map((code) => ({ code, message: "for a test" }));

describe("confidence", () => {
  it("is high without warnings, and then needs no reason", () => {
    expect(confidenceOf([], "hardware")).toEqual({ level: "high", reasons: [] });
  });

  it.each<readonly [WarningCode, string]>([
    ["below-resolution", "high"],
    ["shrunk", "high"],
    ["extrapolated", "high"],
    ["kernel-unsupported", "high"],
    ["main-thread", "medium"],
    ["was-hidden", "medium"],
    ["drift", "medium"],
    ["noisy", "medium"],
    ["correlated", "medium"],
    ["bimodal", "medium"],
    ["coarse-timer", "medium"],
    ["timestamps-broken", "medium"],
    ["cache-share", "medium"],
    ["oversubscribed", "medium"],
    ["kernel-failed", "medium"],
    ["cancelled", "medium"],
    ["timed-out", "medium"],
    ["unsafe-flags", "medium"],
    ["non-default-options", "medium"],
    ["power-saving", "medium"],
    ["software-adapter", "low"],
    ["not-linear", "low"],
    ["clocks-disagree", "low"],
    ["device-lost", "low"],
    ["implausible", "invalid"],
  ])("after %s is %s at best", (code, level) => {
    const confidence = confidenceOf(warned(code), "hardware");
    expect(confidence.level).toBe(level);
    expect(confidence.reasons).toHaveLength(level === "high" ? 0 : 1);
  });

  it("is low at best on a software adapter, told once", () => {
    const untold = confidenceOf([], "software");
    expect(untold.level).toBe("low");
    expect(confidenceOf(warned("software-adapter"), "software")).toEqual(untold);
  });

  it("counts one cause once, however often it was warned of", () => {
    const twice = confidenceOf(warned("noisy", "noisy", "noisy", "drift"), "hardware");
    expect(twice.level).toBe("medium");
    expect(twice.reasons).toHaveLength(2);
  });

  it("is low where three causes come together, and medium with two", () => {
    expect(confidenceOf(warned("noisy", "drift", "was-hidden"), "hardware").level).toBe("low");
    expect(confidenceOf(warned("noisy", "drift", "extrapolated"), "hardware").level).toBe("medium");
  });

  it("stays invalid whatever else there is", () => {
    expect(confidenceOf(warned("implausible", "noisy", "drift"), "software").level).toBe("invalid");
  });

  it("says in one sentence each what to do", () => {
    const { reasons } = confidenceOf(warned(...warningCodes), "hardware");
    expect(new Set(reasons).size).toBe(reasons.length);
    for (const reason of reasons) {
      expect(reason).toMatch(/^[A-Z][^.!?]*: [a-z][^.!?]*\.$/);
    }
  });

  it.each([
    ["high", "medium", "medium"],
    ["low", "medium", "low"],
    ["invalid", "low", "invalid"],
    ["high", "high", "high"],
  ] as const)("takes the lower of %s and %s", (a, b, lower) => {
    expect(lowerConfidence(a, b)).toBe(lower);
    expect(lowerConfidence(b, a)).toBe(lower);
  });
});
