import { describe, expect, it } from "vitest";
import { passDuration, timestampsAreBroken } from "../../../src/measure/passDuration.ts";

const boot = 9_007_199_254_741_000_001n; // past what a double counts exactly
const pass = (begin: bigint, end: bigint) => ({ timestamps: { begin, end } });

describe("duration of a pass by timestamps", () => {
  it("is exact to the nanosecond, however long ago the GPU was started", () => {
    expect(passDuration(pass(boot, boot + 1_000_001n), 0.01)).toEqual({
      status: "good",
      seconds: 0.001000001,
    });
  });

  it.each([
    ["missing", {}],
    ["zero", pass(0n, 0n)],
    ["zero", pass(0n, boot)],
    ["zero", pass(boot, boot)],
    ["negative", pass(boot, boot - 5n)],
    ["negative", pass(boot, 40_000n)],
    ["absurd", pass(boot, boot + 2_000_000_000n)],
  ] as const)("is bad where it is %s: %o", (reason, report) => {
    expect(passDuration(report, 0.01)).toEqual({ status: "bad", reason });
  });

  it("may be as long as the wait for it", () => {
    expect(passDuration(pass(boot, boot + 2_000_000_000n), 2)).toMatchObject({ status: "good" });
  });
});

describe("timestamps", () => {
  it.each([
    [{ passes: 100, bad: 6 }, true],
    [{ passes: 100, bad: 5 }, false],
    [{ passes: 12, bad: 2 }, true],
    [{ passes: 12, bad: 1 }, false],
    [{ passes: 0, bad: 0 }, false],
  ])("of %o are broken: %s", (tally, broken) => {
    expect(timestampsAreBroken(tally)).toBe(broken);
  });
});
