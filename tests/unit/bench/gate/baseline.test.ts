import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { anchorRuns } from "../../../../bench/gate/anchor.ts";
import { gateBaseline, type BaselineContext } from "../../../../bench/gate/baseline.ts";
import type { GateMode, GateOptions } from "../../../../bench/gate/options.ts";
import type { Measured } from "../../../../bench/measure.ts";
import type { Result } from "../../../../src/domain/result.ts";
import { discreteMachine, fixtures, resultOf } from "../../../fixtures/results.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "decode-wall-runs-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A run of a machine that takes `factor` times as long for everything. */
const run = (factor: number, day = 0, overrides: Partial<Result> = {}): Result => {
  const machine = {
    ...discreteMachine,
    readBytesPerSecond: discreteMachine.readBytesPerSecond / factor,
    multiplyAddFlopsPerSecond: discreteMachine.multiplyAddFlopsPerSecond / factor,
    dispatchSeconds: discreteMachine.dispatchSeconds * factor,
  };
  const createdAt = new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
  return resultOf({ machine, models: ["llama-3.2-1b"] }, { createdAt, ...overrides });
};
const scattered = (index: number): number => 1 + 0.004 * ((index * 7) % 5);
const store = (count: number, path = folder, level = 1): void => {
  for (let index = 0; index < count; index += 1) {
    const text = JSON.stringify(run(level * scattered(index), index));
    writeFileSync(join(path, `run-${String(index).padStart(3, "0")}.json`), text);
  }
};

const gate = (
  over: Partial<GateOptions> = {},
  mode: Partial<Extract<GateMode, { kind: "baseline" }>> = {},
) => ({
  limits: [{ metric: "decode", limit: 0.05 } as const],
  allow: [],
  strict: false,
  ...over,
  mode: { kind: "baseline" as const, path: folder, runs: 1, save: false, ...mode },
});
const driven = (result: Result): Measured => ({
  status: "driven",
  driven: { end: "finished", result },
});
const gated = async (
  options: ReturnType<typeof gate>,
  ...results: readonly (Result | Measured | (() => Result))[]
) => {
  const said: string[] = [];
  const left = [...results];
  let measured = 0;
  const context: BaselineContext = {
    machine: {} as BaselineContext["machine"],
    page: "",
    say: (text) => said.push(text),
    onEvent: () => undefined,
    interrupted: new AbortController().signal,
    measureOnce: () => {
      const given = left[Math.min(measured, left.length - 1)]!;
      const next = typeof given === "function" ? given() : given;
      measured += 1;
      return Promise.resolve("schema" in next ? driven(next) : next);
    },
  };
  const outcome = await gateBaseline(
    { suite: "quick", browserArguments: [], adapter: "auto", timeoutSeconds: 60 },
    options,
    context,
  );
  return { ...outcome, said, times: measured };
};
const verdicts = ({ report }: Awaited<ReturnType<typeof gated>>) =>
  report?.entries.map(({ verdict }) => verdict);

describe("new runs against stored ones", () => {
  it.each([
    ["same", 1.01],
    ["faster", 0.85],
    ["slower", 1.15],
  ])("are %s where they take %d times as long", async (verdict, factor) => {
    store(9);
    const outcome = await gated(gate({}, { runs: 2 }), run(factor, 50), run(factor * 1.002, 51));
    expect(verdicts(outcome)).toEqual([verdict]);
    const [entry] = outcome.report!.entries;
    expect(entry!.metric).toContain("decode, llama-3.2-1b f16 weights");
    expect(entry!.note).toContain("9 stored runs, 2 new runs");
    expect(entry!.note).toContain("the smallest slowdown it would find is");
  });

  it("are measured once more where one alone is slower, and then are sure or not", async () => {
    store(9);
    const sure = await gated(gate(), run(1.15, 50), run(1.15, 51));
    expect(sure.times).toBe(2);
    expect(verdicts(sure)).toEqual(["slower"]);
    expect(sure.said.join()).toContain("slower by one run");
    const disturbed = await gated(gate(), run(1.15, 50), run(1.01, 51));
    expect(disturbed.times).toBe(2);
    expect(verdicts(disturbed)).not.toEqual(["slower"]);
    const well = await gated(gate(), run(1.01, 50));
    expect(well.times).toBe(1);
  });

  it("are unsure with fewer than five stored, and say how many are needed", async () => {
    store(4);
    const outcome = await gated(gate(), run(1.5, 50));
    expect(verdicts(outcome)).toEqual(["unsure"]);
    expect(outcome.report!.entries[0]!.note).toContain("at least 5 stored runs are needed");
  });

  it("tell where the history changed its level", async () => {
    store(9);
    for (let index = 9; index < 18; index += 1) {
      const text = JSON.stringify(run(1.3 * scattered(index), index));
      writeFileSync(join(folder, `run-${String(index).padStart(3, "0")}.json`), text);
    }
    const outcome = await gated(gate(), run(1.3, 50));
    expect(outcome.report!.entries[0]!.note).toContain(
      "its history changed on 2026-01-10, to 30% slower",
    );
  });

  it("are read from lines of one file, or from one document, as from a folder", async () => {
    const lines = join(folder, "runs.jsonl");
    const texts = Array.from({ length: 6 }, (_, index) =>
      JSON.stringify(run(scattered(index), index)),
    );
    writeFileSync(lines, `${texts.join("\n")}\n`);
    const fromLines = await gated(gate({}, { path: lines, runs: 2 }), run(1.2, 50), run(1.2, 51));
    expect(verdicts(fromLines)).toEqual(["slower"]);
    const one = join(folder, "one.json");
    writeFileSync(one, JSON.stringify(run(1)));
    expect(verdicts(await gated(gate({}, { path: one }), run(1, 50)))).toEqual(["unsure"]);
  });

  it("are incomparable on another device, unless that is allowed", async () => {
    store(6);
    const { environment } = fixtures.discrete;
    const other = {
      environment: { ...environment, adapter: { ...environment.adapter, device: "Other" } },
    };
    const refused = await gated(gate(), run(1, 50, other));
    expect(refused.report).toMatchObject({
      entries: [],
      incomparable: [expect.stringContaining("another device: Fixture there, Other here")],
    });
    expect(verdicts(await gated(gate({ allow: ["device"] }), run(1, 50, other)))).toEqual(["same"]);
  });

  it("leave out the stored runs that are not comparable where others are", async () => {
    store(6);
    const strange = run(3, 30, { suite: { ...fixtures.discrete.suite, version: "0" } });
    writeFileSync(join(folder, "strange.json"), JSON.stringify(strange));
    const outcome = await gated(gate(), run(1.01, 50));
    expect(verdicts(outcome)).toEqual(["same"]);
    expect(outcome.report!.entries[0]!.note).toContain("6 stored runs");
  });

  it("are incomparable in a metric that no stored run measured alike", async () => {
    store(6);
    const machine = { ...discreteMachine };
    const { createdAt } = run(1, 50);
    const other = resultOf({ machine, models: ["qwen3-0.6b"] }, { createdAt });
    const outcome = await gated(gate(), other);
    expect(outcome.report).toMatchObject({
      entries: [],
      incomparable: [expect.stringContaining("no stored run measured the same")],
    });
    expect(verdicts(await gated(gate({ allow: ["suite"] }), other))).toHaveLength(1);
  });

  it("are not compared where the run itself came to a bad end", async () => {
    store(6);
    const lost = { status: "cannot-measure", message: "no GPU" } as const;
    expect(await gated(gate(), lost)).toMatchObject({ measured: lost });
    const outcome = await gated(gate(), fixtures.failedKernel);
    expect(outcome).not.toHaveProperty("report");
  });
});

describe("stored runs", () => {
  it.each([
    ["a file that is not there", () => "none.json", "no stored run"],
    ["an empty folder", () => "", "no stored run"],
    ["a folder of a folder that is not there", () => "no/where/at/all", "no file or folder"],
    [
      "a file that is no result",
      () => {
        writeFileSync(join(folder, "x.json"), "{}");
        return "x.json";
      },
      "x.json is not a result",
    ],
  ])("in %s are bad input, told before anything is measured", async (_, path, words) => {
    const outcome = await gated(gate({}, { path: join(folder, path()) }), run(1));
    expect(outcome.measured).toMatchObject({
      status: "bad-input",
      message: expect.stringContaining(words),
    });
    expect(outcome.times).toBe(0);
  });
});

describe("saving a baseline", () => {
  const saved = () => readdirSync(folder).filter((name) => name !== "anchor.json");

  it("starts an empty one, in a folder of its own making", async () => {
    const path = join(folder, "new");
    const outcome = await gated(gate({}, { path, save: true }), run(1, 3));
    expect(verdicts(outcome)).toEqual(["unsure"]);
    expect(readdirSync(path)).toEqual(["20260104T000000000Z-0123456789abcdef.json"]);
    const again = await gated(gate({}, { path, save: true }), run(1, 4));
    expect(again.report!.entries[0]!.note).toContain("1 stored run, 1 new run");
    expect(readdirSync(path)).toHaveLength(2);
  });

  it("appends to a file of lines", async () => {
    const path = join(folder, "runs.jsonl");
    await gated(gate({}, { path, save: true }), run(1, 3));
    await gated(gate({}, { path, save: true }), run(1, 4));
    expect(readFileSync(path, "utf8").trim().split("\n")).toHaveLength(2);
  });

  it("refuses a file that holds one document", async () => {
    const path = join(folder, "one.json");
    writeFileSync(path, JSON.stringify(fixtures.discrete));
    const outcome = await gated(gate({}, { path, save: true }), run(1));
    expect(outcome.measured).toMatchObject({ status: "bad-input" });
    expect(outcome.times).toBe(0);
  });

  it("keeps no run of less than high confidence, unless that is allowed", async () => {
    store(5);
    const noisy = run(1, 50, { confidence: { level: "medium", reasons: ["noise"] } });
    const refused = await gated(gate({}, { save: true }), noisy);
    expect(saved()).toHaveLength(5);
    expect(refused.said.join()).toContain("not saved: its confidence is medium");
    await gated(gate({ allow: ["low-confidence"] }, { save: true }), noisy);
    expect(saved()).toHaveLength(6);
  });

  it("keeps no run that cannot be compared with those that are there", async () => {
    store(5);
    const { environment } = fixtures.discrete;
    const other = { environment: { ...environment, operatingSystem: "Other" } };
    await gated(gate({}, { save: true }), run(1, 50, other));
    expect(saved()).toHaveLength(5);
  });

  it("says where a run could not be kept", async () => {
    const path = join(folder, "runs.jsonl");
    const outcome = await gated(gate({}, { path, save: true }), () => {
      mkdirSync(path); // taken by a folder while it is measured
      return run(1, 3);
    });
    expect(outcome.unsaved).toContain("cannot be written");
  });
});

describe("the anchor", () => {
  it("pins the oldest runs once there are enough, and then stays as it is", async () => {
    store(anchorRuns - 1);
    const pinned = await gated(gate({}, { save: true }), run(1.01, 20));
    expect(pinned.said.join()).toContain("pinned");
    const before = readFileSync(join(folder, "anchor.json"), "utf8");
    writeFileSync(join(folder, "found.json"), JSON.stringify(run(1.01, -5))); // older than any that is pinned
    await gated(gate({}, { save: true }), run(1.01, 21));
    expect(readdirSync(folder)).toHaveLength(anchorRuns + 3);
    expect(readFileSync(join(folder, "anchor.json"), "utf8")).toBe(before);
  });

  it("lets a slow drift show that each newer run hides", async () => {
    store(anchorRuns);
    await gated(gate({}, { save: true }), run(1.01, 20)); // pins them
    for (let index = 0; index < 30; index += 1) {
      const text = JSON.stringify(run((1.01 + 0.01 * index) * scattered(index), 30 + index));
      writeFileSync(join(folder, `later-${index + 10}.json`), text);
    }
    const outcome = await gated(gate({}, { runs: 3 }), run(1.31, 90), run(1.32, 91), run(1.31, 92));
    const [recent, anchored] = outcome.report!.entries;
    expect(recent!.verdict).not.toBe("slower");
    expect(anchored).toMatchObject({
      metric: expect.stringContaining("since the anchor"),
      verdict: "slower",
    });
  });

  it.each([
    ["missing", () => rmSync(join(folder, "run-000.json"))],
    ["changed", () => writeFileSync(join(folder, "run-000.json"), JSON.stringify(run(2, 0)))],
  ])(
    "is not replaced where one of its runs is %s: that is told, with the remedy",
    async (_, harm) => {
      store(anchorRuns);
      await gated(gate({}, { save: true }), run(1.01, 20));
      expect(existsSync(join(folder, "anchor.json"))).toBe(true);
      harm();
      const outcome = await gated(gate({}, { save: true }), run(1.01, 21));
      expect(outcome.measured).toMatchObject({ status: "bad-input" });
      expect((outcome.measured as { message: string }).message).toMatch(
        /anchor run run-000\.json is missing or was changed; .*delete anchor\.json/,
      );
    },
  );
});
