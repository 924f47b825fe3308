import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { standingOf } from "../../../bench/targets/target.ts";
import { targetColumns, targetLines } from "../../../bench/targets/targetTable.ts";
import { targets } from "../../../bench/targets/targets.ts";
import type { DecodeRow, KernelRow, Result, TuningRow } from "../../../src/domain/result.ts";
import { gemmWork, type MatrixShape } from "../../../src/domain/work.ts";
import { resultJson } from "../../../src/report/json.ts";
import { intervalAround } from "../../fixtures/measurements.ts";
import { fixtures } from "../../fixtures/results.ts";

const { discrete } = fixtures;
const likeGemv = discrete.kernels.find(({ operation }) => operation === "gemv")!;
const likeStep = discrete.decode[0]!;
const vector: MatrixShape = { m: 1, n: 16_384, k: 16_384 };

const rowAt = (id: string, shape: MatrixShape, seconds: number, variant = "128x32"): KernelRow => {
  const { bytes, flops } = gemmWork(shape, "f16");
  return {
    ...likeGemv,
    id,
    shape,
    variant,
    bytes,
    flops,
    dataType: "f16",
    residency: "memory",
    seconds: intervalAround(seconds),
    bytesPerSecond: bytes / seconds,
    flopsPerSecond: flops / seconds,
  };
};

const withRows = (...kernels: readonly KernelRow[]): Result => ({
  ...discrete,
  kernels,
  ceilings: {
    ...discrete.ceilings,
    memory: { bytesPerSecond: 3e12, low: 3e12, high: 3e12, by: "" },
  },
});

const measured = (what: string, ...results: readonly Result[]) => {
  const line = targetLines(results).find(({ target }) => target.what === what);
  if (!line) throw new Error(`no target is called ${what}`);
  return line.figure;
};

const failed = (row: KernelRow): KernelRow => ({
  ...row,
  verification: { ...row.verification, status: "failed" },
});

describe("what is read of a result", () => {
  const product = { m: 8192, n: 8192, k: 8192 };

  it("is a product of its own size and kernel, not of another", () => {
    const row = rowAt("gemm-matrix-f16", product, 0.003);
    expect(measured("matrix unit f16 → f32, 8192³", withRows(row))?.value).toBeCloseTo(
      366.5e12,
      -11,
    );
    expect(measured("matrix unit f16 → f32, 4096³", withRows(row))).toBe(undefined);
    expect(measured("GEMM f32, 4096³", withRows(row))).toBe(undefined);
  });

  it("is nothing where the output was wrong", () => {
    const row = failed(rowAt("gemm-matrix-f16", product, 0.003));
    expect(measured("matrix unit f16 → f32, 8192³", withRows(row))).toBe(undefined);
  });

  it("is a share of the run's own memory ceiling", () => {
    const { bytes } = gemmWork(vector, "f16");
    const row = rowAt("gemv-int8", vector, bytes / 2.4e12);
    expect(measured("GEMV int8, 16384²", withRows(row))?.value).toBeCloseTo(0.8);
    const { memory: _, ...ceilings } = withRows(row).ceilings;
    expect(measured("GEMV int8, 16384²", { ...withRows(row), ceilings })).toBe(undefined);
  });

  it("is of f16 the row's own way to read, and of the other way the tuner's best", () => {
    const { bytes } = gemmWork(vector, "f16");
    const row = rowAt("gemv-f16", vector, bytes / 2.7e12, "native subgroups 128x4");
    const tuning: TuningRow = {
      kernel: "gemv-f16",
      operation: "gemv",
      dataType: "f16",
      shape: vector,
      candidates: [
        { variant: "128x32", seconds: bytes / 1.5e12 },
        { variant: "subgroups 128x4", seconds: bytes / 2.1e12 },
        { variant: "native subgroups 128x4", seconds: bytes / 2.8e12 },
        { variant: "64x1" },
      ],
      winner: "native subgroups 128x4",
      secondsSpent: 1,
      dropped: [],
    };
    const result = { ...withRows(row), tuning: [tuning] };
    expect(measured("GEMV f16 native, 16384²", result)?.value).toBeCloseTo(0.9);
    expect(measured("GEMV f16 packed, 16384²", result)?.value).toBeCloseTo(0.7);
    expect(measured("GEMV f16 packed, 16384²", withRows(row))).toBe(undefined);
  });

  it("is the slowest matrix of a layer, once all four are there", () => {
    const shapes = [
      [6144, 4096],
      [4096, 4096],
      [28_672, 4096],
      [4096, 14_336],
    ].map(([n = 0, k = 0]) => ({ m: 1, n, k }));
    const rows = shapes.map((shape, index) => {
      const { bytes } = gemmWork(shape, "f16");
      return rowAt("gemv-f16", shape, bytes / (2.7e12 - index * 0.3e12));
    });
    expect(measured("GEMV f16, slowest of a layer", withRows(...rows))?.value).toBeCloseTo(0.6);
    expect(measured("GEMV f16, slowest of a layer", withRows(...rows.slice(1)))).toBe(undefined);
  });

  it("is of streaming reads one of 4 GiB or more", () => {
    const read = (bytes: number): KernelRow => ({
      ...likeGemv,
      id: "stream-read",
      operation: "other",
      shape: { elements: bytes / 4 },
      bytes,
      bytesPerSecond: 3.2e12,
    });
    expect(measured("memory ceiling, 4 GiB or more", withRows(read(2 ** 30)))).toBe(undefined);
    expect(measured("memory ceiling, 4 GiB or more", withRows(read(2 ** 32)))?.value).toBe(3.2e12);
  });

  it("is of a prompt's attention the fastest over so many tokens", () => {
    const rowOf = (context: number, flopsPerSecond: number): KernelRow => ({
      ...likeGemv,
      id: "step-attend-matrix",
      phase: "prefill",
      operation: "attention",
      shape: { batch: 1, heads: 32, kvHeads: 8, headDim: 128, context },
      flopsPerSecond,
    });
    const what = "causal attention of a prompt";
    expect(measured(what, withRows(rowOf(8192, 130e12)))).toBe(undefined);
    const two = [rowOf(2048, 70e12), rowOf(2048, 90e12)] as const;
    expect(measured(what, withRows(...two))).toEqual({ value: 90e12 });
    expect(measured(what, withRows(two[0], failed(two[1])))).toEqual({ value: 70e12 });
    expect(measured(what, withRows({ ...two[0], phase: "decode" }))).toBe(undefined);
  });

  it("is a whole step, with a mark where it was extrapolated", () => {
    const step: DecodeRow = {
      ...likeStep,
      model: "llama-3.1-8b",
      includes: "step",
      contextTokens: 512,
      tokensPerSecond: 185,
      extrapolated: true,
    };
    const result = { ...discrete, decode: [step] };
    expect(measured("8B f16 writes, context 512", result)).toEqual({
      value: 185,
      extrapolated: true,
    });
    const weights = { ...discrete, decode: [{ ...step, includes: "weights" as const }] };
    expect(measured("8B f16 writes, context 512", weights)).toBe(undefined);
    expect(measured("8B f16 writes, context 512", weights, result)?.value).toBe(185);
  });
});

it.each([
  ["tokensPerSecond", 193, "stretch"],
  ["tokensPerSecond", 192, "accepted"],
  ["tokensPerSecond", 181, "below"],
] as const)("in %s %d is %s", (unit, value, standing) => {
  expect(standingOf({ unit, accept: 182, stretch: 193 }, { value })).toBe(standing);
});

it.each([
  [3.5e-6, "stretch"],
  [5e-6, "accepted"],
  [5.1e-6, "below"],
] as const)("fewer seconds are better: %d is %s", (value, standing) => {
  const target = { unit: "seconds", accept: 5e-6, stretch: 3.5e-6 } as const;
  expect(standingOf(target, { value })).toBe(standing);
});

it("docs/targets.md has every target with its field", () => {
  const path = fileURLToPath(new URL("../../../docs/targets.md", import.meta.url));
  const rows = readFileSync(path, "utf8")
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()));
  for (const line of targetLines([])) {
    const [what, accept, stretch, , , field] = targetColumns.map(({ cell }) => cell(line));
    expect(rows).toContainEqual(["", what, accept, stretch, field, expect.any(String), ""]);
  }
});

describe("the command", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "decode-wall-targets-"));
    writeFileSync(join(folder, "result.json"), resultJson(discrete));
    writeFileSync(join(folder, "other.json"), "{}");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = async (...argv: readonly string[]) => {
    const [out, err]: [string[], string[]] = [[], []];
    const exitCode = await targets(argv, {
      stdout: { columns: 80, write: (text: string) => out.push(text) > 0 },
      stderr: { columns: 80, write: (text: string) => err.push(text) > 0 },
    } as unknown as Parameters<typeof targets>[1]);
    return { exitCode, stdout: out.join(""), stderr: err.join("") };
  };

  it("shows the targets, and of results whose they are, in 80 columns", async () => {
    const alone = await run();
    expect(alone.exitCode).toBe(0);
    expect(alone.stdout.match(/not measured/g)).toHaveLength(21);
    const { exitCode, stdout } = await run(join(folder, "result.json"));
    expect(exitCode).toBe(0);
    expect(stdout).toContain("suite quick");
    const long = stdout.split("\n").filter((text) => [...text].length > 80);
    expect(long).toEqual([]);
    expect(stdout).toContain("8192³");
  });

  it("writes them as markdown", async () => {
    const { stdout } = await run(join(folder, "result.json"), "--format=markdown");
    expect(stdout).toContain("| what | accept | stretch | measured | is | field of the document |");
  });

  it.each([
    [["other.json"], "not a result"],
    [["nothing.json"], "cannot be read"],
    [["--formt=table"], "did you mean --format?"],
  ])("refuses %j", async (argv, text) => {
    const { exitCode, stderr } = await run(
      ...argv.map((word) => (word.startsWith("-") ? word : join(folder, word))),
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain(text);
  });
});
