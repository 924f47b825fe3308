import { describe, expect, it } from "vitest";
import type { TuningRow } from "../../../src/domain/result.ts";
import { createTunerMemory, type TuningPlace } from "../../../src/storage/tunerMemory.ts";
import { fixtures } from "../../fixtures/results.ts";
import { MemoryStorage } from "../app/memoryStorage.ts";

const environment = { ...fixtures.discrete.environment, features: ["first", "second"] };
const here: TuningPlace = {
  environment,
  suite: { name: "quick", version: "1" },
  buildId: "build",
};
const row: TuningRow = {
  kernel: "gemv-f16",
  operation: "gemv",
  dataType: "f16",
  shape: { m: 1, n: 4096, k: 4096 },
  candidates: [
    { variant: "128x32", seconds: 0.002 },
    { variant: "64x64", seconds: 0.001 },
  ],
  winner: "64x64",
  search: "finished",
  secondsSpent: 0.5,
  dropped: [],
};
const choice = { subject: "gemv-f16 1x4096x4096", variant: "64x64" };
const day = 24 * 3600 * 1000;

/** A page's memory over a storage that outlives it, `days` after the first. */
const settingUp = () => {
  const storage = new MemoryStorage();
  return {
    storage,
    at: (days: number) =>
      createTunerMemory(
        () => storage,
        () => 1e12 + days * day,
      ),
  };
};
/** All that is kept, to be damaged. */
const keptText = (): string => {
  const { storage, at } = settingUp();
  at(0).remember(here, [row]);
  return storage.getItem("decode-wall.tuning")!;
};

describe("the tuner's memory", () => {
  it("tells the next page what a search found", () => {
    const { at } = settingUp();
    at(0).remember(here, [row, { ...row, kernel: "stream-read", shape: { elements: 9 } }]);
    expect(at(1).recall(here)).toEqual([choice, { subject: "stream-read", variant: "64x64" }]);
  });

  it("forgets after 7 days", () => {
    const { at } = settingUp();
    at(0).remember(here, [row]);
    expect(at(6.99).recall(here)).toEqual([choice]);
    expect(at(7).recall(here)).toEqual([]);
  });

  it("does not keep for longer what it gave to a run and got back", () => {
    const { at } = settingUp();
    at(0).remember(here, [row]);
    const other: TuningRow = { ...row, kernel: "gemv-f32" };
    at(6).remember(here, [{ ...row, search: "remembered" }, other]);
    expect(at(6.9).recall(here)).toHaveLength(2);
    expect(at(7.1).recall(here)).toEqual([{ ...choice, subject: "gemv-f32 1x4096x4096" }]);
  });

  it("forgets what was found by a clock that went ahead", () => {
    const { at } = settingUp();
    at(1).remember(here, [row]);
    expect(at(0).recall(here)).toEqual([]);
  });

  it("replaces what it knew by what a later search found", () => {
    const { at } = settingUp();
    at(0).remember(here, [row]);
    at(1).remember(here, [{ ...row, winner: "256x16" }]);
    expect(at(2).recall(here)).toEqual([{ ...choice, variant: "256x16" }]);
  });

  it.each<[string, Partial<TuningRow>]>([
    ["that ran out of time", { search: "out-of-time" }],
    ["of an earlier run", { search: "remembered" }],
  ])("does not keep a find %s", (_case, change) => {
    const { storage, at } = settingUp();
    at(0).remember(here, [{ ...row, ...change }]);
    expect(storage.length).toBe(0);
  });

  it.each<[string, TuningPlace]>([
    [
      "adapter",
      {
        ...here,
        environment: { ...environment, adapter: { ...environment.adapter, architecture: "other" } },
      },
    ],
    [
      "limits",
      {
        ...here,
        environment: { ...environment, limits: { ...environment.limits, maxBufferSize: 1 } },
      },
    ],
    [
      "features",
      { ...here, environment: { ...environment, features: [...environment.features, "other"] } },
    ],
    ["browser", { ...here, environment: { ...environment, browser: "Fixture 2" } }],
    ["suite", { ...here, suite: { name: "full", version: "1" } }],
    ["suite's version", { ...here, suite: { name: "quick", version: "2" } }],
    ["build", { ...here, buildId: "another" }],
  ])("tells nothing of another %s", (_case, there) => {
    const { at } = settingUp();
    at(0).remember(here, [row]);
    expect(at(1).recall(there)).toEqual([]);
    at(1).remember(there, [{ ...row, winner: "other" }]);
    expect(at(1).recall(here)).toEqual([choice]);
  });

  it("knows a place by what is said of it, in any order", () => {
    const { at } = settingUp();
    at(0).remember(here, [row]);
    const reversed = <Value>(record: Readonly<Record<string, Value>>) =>
      Object.fromEntries(Object.entries(record).toReversed());
    const features = environment.features.toReversed();
    const limits = reversed(environment.limits);
    expect(at(0).recall({ ...here, environment: { ...environment, features, limits } })).toEqual([
      choice,
    ]);
  });

  it("keeps the last four places and the last two hundred choices of each", () => {
    const { storage, at } = settingUp();
    const places = Array.from({ length: 6 }, (_, index) => ({
      ...here,
      buildId: `build ${index}`,
    }));
    for (const place of places) {
      for (const batch of [0, 1, 2]) {
        const rows = Array.from({ length: 90 }, (_, n) => ({
          ...row,
          shape: { m: batch, n, k: 1 },
        }));
        at(batch / 10).remember(place, rows);
      }
    }
    const kept = places.map((place) => at(1).recall(place).length);
    expect(kept).toEqual([0, 0, 200, 200, 200, 200]);
    expect(at(1).recall(places[5]!)[0]?.subject).toBe("gemv-f16 2x0x1");
    expect(storage.getItem("decode-wall.tuning")!.length).toBeLessThan(2 ** 18);
  });

  it.each<[string, (kept: string) => string]>([
    ["no JSON", () => "{"],
    ["null", () => "null"],
    ["another shape", () => `{"place":1}`],
    ["a choice without a variant", (kept) => kept.replace(`"variant"`, `"other"`)],
    ["a variant that is no text", (kept) => kept.replace(`"64x64"`, "7")],
    ["a long variant", (kept) => kept.replace("64x64", "x".repeat(101))],
    ["a date that is no number", (kept) => kept.replace(/"foundAt":\d+/, `"foundAt":"now"`)],
    ["too many places", (kept) => JSON.stringify(Array(5).fill(JSON.parse(kept)[0]))],
    ["megabytes", (kept) => kept + " ".repeat(2 ** 18)],
  ])("survives %s", (_case, damage) => {
    const { storage, at } = settingUp();
    storage.setItem("decode-wall.tuning", damage(keptText()));
    expect(at(1).recall(here)).toEqual([]);
    at(1).remember(here, [row]);
    expect(at(1).recall(here)).toEqual([choice]);
  });

  it("is not harmed by the way in which garbage is made here", () => {
    const { storage, at } = settingUp();
    storage.setItem("decode-wall.tuning", keptText());
    expect(at(1).recall(here)).toEqual([choice]);
  });

  it.each([
    ["is full", () => Object.assign(new MemoryStorage(), { full: true })],
    [
      "is forbidden",
      () => {
        throw new DOMException("no", "SecurityError");
      },
    ],
  ])("remembers nothing where storage %s", (_case, open) => {
    const memory = createTunerMemory(open);
    memory.remember(here, [row]);
    expect(memory.recall(here)).toEqual([]);
  });
});
