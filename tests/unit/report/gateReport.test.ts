import { expect, it } from "vitest";
import { changeOf, changeText } from "../../../src/report/gateReport.ts";

it.each([
  [0.123, "+12%"],
  [-0.048, "-4.8%"],
  [0.00002, "no change"],
  [-0.00002, "no change"],
  [0.0001, "+0.01%"],
  [9.99, "+999%"],
  [331_240.79, "over +1,000%"],
])("a change of %d is written %s", (share, text) => {
  expect(changeOf(share)).toBe(text);
});

it("a change stands before its interval, and one that cannot be estimated is not known", () => {
  const entry = { metric: "gemv", verdict: "unsure", limit: 0.05 } as const;
  expect(changeText({ ...entry, change: { estimate: 0, low: -0.2, high: 50 } })).toBe(
    "no change (-20% to over +1,000%)",
  );
  expect(changeText(entry)).toBe("not known");
});
