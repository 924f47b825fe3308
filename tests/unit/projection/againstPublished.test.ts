import { describe, expect, it } from "vitest";
import { againstPublished, type Compared } from "../../../src/projection/againstPublished.ts";
import type { Reference } from "../../../src/reference/reference.ts";
import { reference } from "./subjects.ts";

const all = againstPublished(reference);
const compared = all.filter((row) => row.status === "compared");
const excepted = all.filter((row) => row.status === "excepted");

const names = (rows: readonly Compared[]): readonly string[] =>
  rows.filter(({ isBelow }) => isBelow).map(({ measurement }) => measurement.id);

const changed = (bandwidthTimes: number, peakTimes: number): Reference => ({
  ...reference,
  profiles: reference.profiles.map((profile) => ({
    ...profile,
    ...(profile.memoryBytesPerSecond && {
      memoryBytesPerSecond: {
        ...profile.memoryBytesPerSecond,
        value: profile.memoryBytesPerSecond.value * bandwidthTimes,
      },
    }),
    peakFlops: Object.fromEntries(
      Object.entries(profile.peakFlops).map(([type, figure]) => [
        type,
        { ...figure, value: figure.value * peakTimes },
      ]),
    ),
  })),
});

describe("bounds against published measurements", () => {
  it("accounts for every measurement: compared, or left out with its reason", () => {
    expect(all).toHaveLength(reference.measurements.length);
    const kinds = { bound: 0, estimate: 0 };
    for (const { standing } of compared) kinds[standing.kind]++;
    const reasons = new Map<string, string[]>();
    for (const { reason, measurement } of excepted) {
      reasons.set(reason, [...(reasons.get(reason) ?? []), measurement.id]);
    }
    const lines = [...reasons].flatMap(([reason, ids]) => [
      `  ${ids.length} since ${reason}:`,
      ...ids.map((id) => `    ${id}`),
    ]);
    process.stdout.write(
      `${compared.length} published measurements compared (${kinds.bound} with bounds, ${kinds.estimate} with estimates), ${excepted.length} not:\n${lines.join("\n")}\n`,
    );
    expect(compared.length).toBeGreaterThanOrEqual(150);
    expect(kinds.bound).toBeGreaterThanOrEqual(135);
  });

  it.each(compared.map((row) => [row.measurement.id, row] as const))(
    "%s is not above it",
    (_id, { projected, measured }) => {
      expect(projected).toBeGreaterThanOrEqual(measured);
    },
  );

  it("never sets those with a draft model or with input tokens against a bound", () => {
    for (const { measurement } of compared) {
      expect(measurement.isSpeculative).toBeUndefined();
      expect([undefined, "output"]).toContain(measurement.counts);
    }
  });

  it("finds a bound that is too low", () => {
    expect(names(compared)).toEqual([]);
    const slowMemory = againstPublished(changed(0.5, 1)).filter((row) => row.status === "compared");
    expect(names(slowMemory)).toContain("llamacpp-l3-8b-f16-decode-nvidia-rtx-4090");
    expect(names(slowMemory)).toContain("bw-read-nvidia-h100-sxm");
    const slowArithmetic = againstPublished(changed(1, 0.2)).filter(
      (row) => row.status === "compared",
    );
    expect(names(slowArithmetic)).toContain("mlperf51-llama-2-70b-offline-nvidia-h200-sxm");
    expect(names(slowArithmetic)).toContain("llamacpp-l3-8b-f16-prefill-nvidia-rtx-3090");
  });
});
