import { describe, expect, it } from "vitest";
import type { RunOptions } from "../../../src/domain/options.ts";
import { storyOf } from "../../../src/runner/story.ts";
import { kernelIds } from "../../../src/workloads/kernelIds.ts";
import { suites } from "../../../src/workloads/suites.ts";

const told = (options: RunOptions): readonly string[] =>
  storyOf(suites[options.suite], options).map(({ now }) => now);

const sweeps = (options: RunOptions): readonly string[] =>
  told(options).flatMap((now) => /^one layer .* in (\w+)$/.exec(now)?.[1] ?? []);

describe("a run's story", () => {
  it("goes from users at once in 16 bits, behind the prompt, to those in 4", () => {
    const now = told({ suite: "quick" });
    const [first, second] = ["f16", "int4"].map((type) =>
      now.indexOf(`one layer for more and more users at once, in ${type}`),
    );
    expect(first).toBe(now.findIndex((text) => text.startsWith("reading a prompt")) + 1);
    expect(second).toBeGreaterThan(now.indexOf("a matrix product in int4"));
  });

  it("has users at once in the types of the suite, or in those that are asked for", () => {
    expect(sweeps({ suite: "smoke" })).toEqual([]);
    expect(sweeps({ suite: "quick" })).toEqual(["f16", "int4"]);
    expect(sweeps({ suite: "full" }).toSorted()).toEqual(["f16", "f32", "int4", "int8", "mxfp4"]);
    expect(sweeps({ suite: "quick", dataTypes: ["int8"] })).toEqual(["int8"]);
  });

  it.each([
    ["smoke", 1],
    ["quick", 0],
    ["full", 1],
  ] as const)("measures small batches by themselves in %s: %d times", (suite, times) => {
    const now = told({ suite }).filter((text) => text.includes("a few users at once"));
    expect(now).toHaveLength(times);
  });

  it.each([
    ["smoke", 0],
    ["quick", 0],
    ["full", 2],
  ] as const)("ends %s with the cache: %d steps", (suite, steps) => {
    const last = told({ suite }).slice(-2);
    const ofCache = last.filter((text) => /64 KiB|from the cache/.test(text));
    expect(ofCache).toHaveLength(steps);
  });

  it.each(kernelIds)("has one step where only %s is asked for", (id) => {
    expect(told({ suite: "smoke", kernels: [id] })).toHaveLength(1);
  });
});
