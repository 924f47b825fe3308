import { describe, expect, it } from "vitest";
import type { Warning } from "../../../src/domain/result.ts";
import { warningTexts } from "../../../src/report/notices.ts";
import { fixtures } from "../../fixtures/results.ts";

const noisy = (of: string): Warning => ({
  code: "noisy",
  message: `${of}: the interval stayed wider than 2%.`,
  data: { of },
});
const textsOf = (...warnings: readonly Warning[]): readonly string[] =>
  warningTexts({ ...fixtures.software, warnings });

describe("warnings", () => {
  it("that say the same of several things are told once, with all their names in order", () => {
    const drift: Warning = { code: "drift", message: "Slower by 6%." };
    const texts = textsOf(noisy("gemv-f16 64x1"), drift, noisy("gemm-f16"), noisy("dispatch 1"));
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain(
      "Some intervals are wide. gemv-f16 64x1, gemm-f16, dispatch 1: the interval stayed wider than 2%.",
    );
  });

  it("that say different things stay apart", () => {
    const extrapolated = (of: string, layers: number): Warning => ({
      code: "extrapolated",
      message: `${of}: ${layers} layers follow from 1, 2 and 3.`,
      data: { of },
    });
    expect(textsOf(extrapolated("a", 16), extrapolated("b", 32))).toHaveLength(2);
  });

  it("that are about nothing named are told as they are", () => {
    const message = "Up to 5% of the weights may have come from the cache.";
    const [text] = textsOf({ code: "cache-share", message, data: { cacheShareMax: 0.05 } });
    expect(text).toContain(message);
  });
});
