import { describe, expect, it } from "vitest";
import type { Result } from "../../../src/domain/result.ts";
import { formatSeconds } from "../../../src/report/format.ts";
import { resultTable } from "../../../src/report/table.ts";
import { fixtureResult, fixtures } from "../../fixtures/results.ts";

const widths = [80, 100, 120, 200];
const everyFixture = Object.entries(fixtures).flatMap(([name, result]) =>
  widths.map((width) => [name, width, result] as const),
);

/** Lines under a title up to the next empty one. */
const section = (text: string, title: string): readonly string[] => {
  const lines = text.split("\n");
  const start = lines.findIndex((line) => line.startsWith(title));
  return start < 0 ? [] : lines.slice(start + 1, lines.indexOf("", start));
};

const hostile = "\u001b[31mred\u0007\u009b2J\u202Eevil\nnew line";
const hostileResult = fixtureResult({
  environment: {
    ...fixtures.discrete.environment,
    label: hostile,
    browser: hostile,
    adapter: { ...fixtures.discrete.environment.adapter, description: hostile },
  },
  kernels: fixtures.discrete.kernels.map((row) => ({ ...row, id: hostile, variant: hostile })),
  decode: fixtures.discrete.decode.map((row) => ({ ...row, model: hostile })),
  prefill: fixtures.discrete.prefill.map((row) => ({ ...row, model: hostile })),
  batchSweep: fixtures.discrete.batchSweep.map((row) => ({
    ...row,
    model: hostile,
    kernel: hostile,
    variant: hostile,
  })),
  skipped: [{ id: hostile, dataType: "f16", code: "does-not-fit", message: hostile }],
  warnings: [{ code: "noisy", message: hostile }],
  confidence: { level: "medium", reasons: [hostile] },
});

describe("the result in a terminal", () => {
  it.each(everyFixture)("of %s fits %d columns", (_name, width, result) => {
    const longest = Math.max(
      ...resultTable(result, width)
        .split("\n")
        .map((line) => [...line].length),
    );
    expect(longest).toBeLessThanOrEqual(width);
  });

  it("shows at 120 columns every kernel's time, rate beside its bytes, share and proof", () => {
    const [heading, ...rows] = section(resultTable(fixtures.discrete, 120), "Kernels");
    expect(heading?.trim().split(/ {2,}/)).toEqual([
      "kernel",
      "variant",
      "shape",
      "time",
      "rate",
      "bytes",
      "roof",
      "from",
      "check",
    ]);
    expect(rows).toHaveLength(fixtures.discrete.kernels.length);
    expect(
      rows
        .find((row) => row.includes("gemv-f16"))
        ?.trim()
        .split(/ {2,}/),
    ).toEqual([
      "gemv-f16",
      "64x4",
      "1x14336x4096",
      "127.7 ± 0.6 µs",
      "920 GB/s",
      "118 MB",
      "92%",
      "memory",
      "passed",
    ]);
    expect(rows.find((row) => row.includes("gemm-f32"))).toContain("49.6 TFLOP/s");
  });

  it("shows models with tokens/s, rate and bytes even at 80 columns", () => {
    const rows = section(resultTable(fixtures.discrete, 80), "Writing the answer");
    expect(rows.at(-1)).toMatch(
      /^ {2}llama-3\.1-8b f16 +32 +1 +16\.65 ± 0\.08 ms +60\.1 +902 GB\/s +15\.0 GB +90%/,
    );
    const reading = section(resultTable(fixtures.discrete, 80), "Reading the prompt");
    expect(reading.at(-1)).toMatch(/ 512 +151\.7 ± 0\.8 ms +3,380 +47\.1 TFLOP\/s/);
  });

  it("shows what users at once get, rate beside bytes, and where more of them bring no more", () => {
    const lines = section(resultTable(fixtures.discrete, 120), "Users at once");
    expect(lines[0]).toContain("llama-3.1-8b f16, weights of the layers only");
    expect(lines.slice(0, 2).join(" ").replaceAll(/ +/g, " ")).toContain(
      "stop growing at about 55 users.",
    );
    expect(lines[2]?.trim().split(/ {2,}/)).toEqual([
      "users",
      "tokens/s in all",
      "each",
      "a layer",
      "rate",
      "bytes",
      "memory",
      "arithmetic",
      "path",
      "kernel",
    ]);
    expect(lines[6]?.trim().split(/ {2,}/)).toEqual([
      "8",
      "525",
      "65.6",
      "477 ± 2 µs",
      "920 GB/s",
      "438 MB",
      "92%",
      "9.2%",
      "f32",
      "gemv-batch-f16 64x4",
    ]);
    expect(lines.filter((line) => line.includes(" int4, "))).toHaveLength(1);
  });

  it("says that tokens/s still grow where the sweep ends below the ridge", () => {
    const batchSweep = fixtures.discrete.batchSweep.filter(({ batch }) => batch <= 16);
    const lines = section(resultTable(fixtureResult({ batchSweep }), 200), "Users at once");
    expect(lines[0]).toContain("tokens/s of all still grow at 16 users.");
  });

  it("compares users from the cache with no memory ceiling", () => {
    const [row] = fixtures.discrete.batchSweep;
    if (!row) throw new Error("the fixture has no users");
    const batchSweep = [{ ...row, residency: "cache" as const }];
    const lines = section(resultTable(fixtureResult({ batchSweep }), 200), "Users at once");
    expect(lines.at(-1)).toMatch(/ 436 MB +cache +1\.1% /);
  });

  it("shows no section of what was not measured", () => {
    const bare = fixtureResult({ batchSweep: [], cacheCurve: [], kernels: [] });
    const titles = ["Users at once", "Data types beside f16", "Small sets of memory"];
    for (const title of titles) {
      expect(section(resultTable(bare, 120), title)).toEqual([]);
      expect(section(resultTable(fixtures.discrete, 120), title)).not.toEqual([]);
    }
  });

  it("shows each data type as a multiple of f16, and at which shape", () => {
    expect(section(resultTable(fixtures.discrete, 120), "Data types beside f16")).toEqual([
      "  type  bytes a weight  writing  reading",
      "  f32                4    0.50x       1x",
      "  f16                2       1x       1x",
      "  writing 1x14336x4096, reading 512x4096x4096",
    ]);
  });

  it("shows sets of memory beside the limit that launches set", () => {
    const lines = section(resultTable(fixtures.discrete, 120), "Small sets of memory");
    expect(lines[0]?.trim().split(/ {2,}/)).toEqual([
      "set",
      "kernel",
      "rate",
      "if each is a launch",
    ]);
    expect(lines[1]?.trim().split(/ {2,}/)).toEqual(["1 MB", "stream-read", "3 TB/s", "400 GB/s"]);
  });

  it("names device, browser, clock, confidence and every ceiling", () => {
    const text = resultTable(fixtures.discrete, 120);
    expect(text).toMatch(/^Device +Fixture \(/m);
    expect(text).toMatch(/^Browser +Fixture 1 on Fixture OS, measured in a worker$/m);
    expect(text).toMatch(/^Timer +GPU timestamps, steps of 100 ns, self-test passed$/m);
    expect(text).toMatch(/^Confidence +high$/m);
    expect(section(text, "Ceilings").map((line) => line.trim().split(/ +/)[0])).toEqual([
      "memory",
      "copy",
      "write",
      "f32",
      "dispatch",
      "cache",
    ]);
  });

  it("says how many times faster it reads than it writes", () => {
    const text = resultTable(fixtures.discrete, 200);
    expect(text).toContain(
      "Reads a prompt 56 times faster than it writes the answer: 3,380 tokens/s against 60.1 tokens/s",
    );
  });

  it("shows no such ratio for a software adapter, and says why", () => {
    const text = resultTable(fixtures.software, 200);
    expect(text).not.toMatch(/\d times faster/);
    expect(text).toContain("not measured. The browser calculated on the processor");
    expect(text).toMatch(/a software adapter on the processor/);
  });

  it("shows no speed of a failed kernel, and how it failed", () => {
    const text = resultTable(fixtures.failedKernel, 120);
    const row = section(text, "Kernels").find((line) => line.includes("gemv-f32"));
    expect(row).toMatch(/-\s+-\s+235 MB\s+-\s+memory\s+FAILED$/);
    expect(section(text, "Failed checks")[0]).toContain(
      "gemv-f32: error 0.25 where 3.8e-6 is allowed",
    );
    expect(section(resultTable(fixtures.discrete, 120), "Failed checks")).toEqual([]);
  });

  it("says what was not measured, and why", () => {
    const text = resultTable(fixtures.partial, 200);
    expect(text.split("\n")[0]).toContain("PARTIAL");
    expect(section(text, "Reading the prompt")).toEqual(["  not measured"]);
    expect(section(text, "Not measured").join(" ")).toContain(
      "llama-3.1-8b f16: not measured. The run was cancelled",
    );
  });

  it("writes warnings in words, and what to do once", () => {
    const text = section(resultTable(fixtures.drift, 200), "Warnings").join("\n");
    expect(text).toContain("The GPU changed its speed during the run. Memory read 9% slower.");
    expect(text).not.toContain("Plug the device in"); // the reasons of the confidence say it
  });

  it("adds what to do to a warning that lowers nothing", () => {
    const result = fixtureResult({ warnings: [{ code: "shrunk", message: "Half the layers" }] });
    expect(section(resultTable(result, 200), "Warnings")).toEqual([
      "  - Measured at a smaller size. Half the layers. Close other programs that use the GPU to measure at full size.",
    ]);
  });

  it("shows a kernel that was proved only", () => {
    const result: Result = fixtureResult({
      kernels: fixtures.discrete.kernels.map(
        ({ seconds: _s, bytesPerSecond: _b, flopsPerSecond: _f, rooflineFraction: _r, ...row }) =>
          row,
      ),
    });
    expect(section(resultTable(result, 120), "Kernels").at(-1)).toMatch(
      /proved only\s+-\s+50\.3 MB\s+-/,
    );
  });

  it.each(widths)("marks at %d columns what was extrapolated, and nothing else", (width) => {
    const [first, ...others] = fixtures.discrete.decode;
    if (!first) throw new Error("the fixture has no decode row");
    const result = fixtureResult({ decode: [{ ...first, extrapolated: true }, ...others] });
    const lines = section(resultTable(result, width), "Writing");
    expect(lines.filter((line) => line.includes("*"))).toEqual([
      expect.stringMatching(/^ {2}qwen3-0\.6b\* /),
      "  * from fewer layers than the model has",
    ]);
    expect(resultTable(fixtures.discrete, width)).not.toContain("*");
  });

  it("shows what one user waits for: first token, each token and all of the answer", () => {
    const [heading, first] = section(resultTable(fixtures.steps, 120), "What one user waits for");
    expect(heading?.trim().split(/ {2,}/)).toEqual([
      "model",
      "type",
      "prompt",
      "answer",
      "first token",
      "each token",
      "in all",
    ]);
    const [wait] = fixtures.steps.latency ?? [];
    const all = wait && wait.timeToFirstToken + 127 * wait.timePerOutputToken;
    expect(first?.trim().split(/ {2,}/).slice(2)).toEqual([
      "512",
      "128",
      formatSeconds(wait?.timeToFirstToken),
      formatSeconds(wait?.timePerOutputToken),
      formatSeconds(all),
    ]);
    expect(section(resultTable(fixtures.discrete, 120), "What one user waits for")).toEqual([]);
  });

  it("shows where the time of a step goes, down to what no part explains", () => {
    const lines = section(resultTable(fixtures.steps, 120), "Where the time of a step goes");
    expect(lines[0]).toMatch(/llama-3\.1-8b f16, 512 tokens of context: 17\.\d ms a step/);
    expect(lines.find((line) => line.includes("feed-forward"))).toMatch(/ms .* 55%$/);
    expect(lines.at(-1)).toMatch(/^ {2}what no part explains .*-.* -2%$/);
    expect(section(resultTable(fixtures.discrete, 120), "Where the time")).toEqual([]);
  });

  it("obeys nothing that a name says", () => {
    for (const width of widths) {
      const text = resultTable(hostileResult, width);
      expect(text).not.toMatch(/[^\P{Cc}\n]/u);
      expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/u);
      expect(section(text, "Kernels")).toHaveLength(hostileResult.kernels.length + 1);
    }
  });
});
