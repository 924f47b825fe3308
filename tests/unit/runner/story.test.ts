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
  it.each(["smoke", "quick", "full"] as const)(
    "tells %s as memory, decode, arithmetic, prefill, then the rest",
    (suite) => {
      const now = told({ suite });
      const beginnings = [
        "reading small and large sets",
        "streaming reads",
        "a matrix-vector product in f16",
        "writing a token",
        "arithmetic on registers, multiply-add-f32",
        "a matrix product in f16",
        "reading a prompt",
        "the clock itself",
      ];
      const places = beginnings.map((text) => now.findIndex((step) => step.startsWith(text)));
      expect(places).not.toContain(-1);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect(places[0]).toBe(0);
    },
  );

  it("begins with the type that is asked for first, and measures its models", () => {
    const now = told({ suite: "smoke", dataTypes: ["int4", "f32"] });
    expect(now.indexOf("a matrix-vector product in int4")).toBeLessThan(
      now.findIndex((step) => step.startsWith("writing a token")),
    );
    expect(now.filter((step) => step.startsWith("writing a token"))).toHaveLength(2);
    expect(now.some((step) => step.endsWith("product in f16"))).toBe(false);
  });

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
    ["smoke", 5],
    ["quick", 0],
    ["full", 5],
  ] as const)("measures small batches by themselves in %s: for %d types", (suite, times) => {
    const now = told({ suite }).filter((text) => text.includes("a few users at once"));
    expect(now).toHaveLength(times);
  });

  it.each([
    ["smoke", 0],
    ["quick", 0],
    ["full", 5],
  ] as const)("measures a layer's matrices one by one in %s: for %d types", (suite, times) => {
    const now = told({ suite }).filter((text) => text.startsWith("the matrices of a layer"));
    expect(now).toHaveLength(times);
  });

  it.each(["smoke", "full"] as const)("writes the weights of each type once in %s", (suite) => {
    const kinds = /^(?:a matrix-vector product|a matrix product|.*a few users at once) in (\w+)/;
    const types = told({ suite }).flatMap((now) => kinds.exec(now)?.[1] ?? []);
    const changes = types.filter((type, index) => type !== types[index - 1]);
    expect(changes).toEqual([...new Set(types)]);
    expect(changes).toHaveLength(5);
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

  it.each([
    ["smoke", []],
    ["quick", []],
    ["full", ["a larger matrix product in f16", "streaming reads of a much larger set"]],
  ] as const)("measures at sizes beyond the usual in %s: %j", (suite, steps) => {
    expect(told({ suite }).filter((text) => text.includes("larger"))).toEqual(steps);
  });

  it("multiplies larger matrices of the type that is asked for first", () => {
    const now = told({ suite: "full", dataTypes: ["int4", "f16"] });
    expect(now.filter((text) => text.startsWith("a larger"))).toEqual([
      "a larger matrix product in int4",
    ]);
  });

  it("measures the matrix unit's ceilings and product before it reads a prompt, at next to no share", () => {
    const steps = storyOf(suites.quick, { suite: "quick" });
    const now = steps.map((step) => step.now);
    const prompt = now.findIndex((text) => text.startsWith("reading a prompt"));
    const unit = steps.filter(({ now: text }) => /matrix unit|matrix-\w+-\w+$/.test(text));
    const before = now.slice(0, prompt);
    expect(before).toContain("a matrix product in f16 on the matrix unit");
    expect(before.filter((text) => /registers, matrix-/.test(text))).toHaveLength(3);
    expect(unit).toHaveLength(8);
    expect(unit.every(({ share }) => share < 0.5)).toBe(true);
  });

  it.each(kernelIds)("has one step where only %s is asked for", (id) => {
    expect(told({ suite: "smoke", kernels: [id] })).toHaveLength(1);
  });
});
