import { describe, expect, it } from "vitest";
import { afterLosses, halved } from "../../../src/app/deviceLoss.ts";

describe("a smaller run", () => {
  it.each([
    ["half of what was held", { suite: "quick", memoryBytes: 8e9 }, 2e9, 1e9],
    ["half of what was allowed", { suite: "quick", memoryBytes: 8e9 }, undefined, 4e9],
    ["half of a phone's budget where nothing is known", { suite: "quick" }, undefined, 256e6],
    ["what a run needs at least", { suite: "quick" }, 64e6, 64e6],
  ] as const)("takes %s", (_case, options, heldBytes, memoryBytes) => {
    expect(halved(options, heldBytes)).toEqual({ suite: "quick", memoryBytes });
  });
});

describe("no adapter", () => {
  const none = { code: "no-adapter", message: "requestAdapter() gave null." } as const;

  it("is what it is before any loss", () => {
    expect(afterLosses(none, 0)).toBe(none);
  });

  it("is the browser's block after a loss", () => {
    expect(afterLosses(none, 2)).toEqual({
      code: "blocked-after-crashes",
      message: "requestAdapter() gave null. The GPU was lost 2 times before.",
      data: { losses: 2 },
    });
  });

  it("does not explain other failures", () => {
    const other = { code: "no-device", message: "none" } as const;
    expect(afterLosses(other, 2)).toBe(other);
  });
});
