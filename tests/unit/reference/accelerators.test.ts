import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  accelerators,
  figureConfidences,
  figuresAsOf,
  sourceOf,
  type Figure,
} from "../../../src/reference/accelerators.ts";
import { chartAccelerators as generatedText } from "../../../src/reference/data/generateSubset.mjs";

const folder = new URL("../../../src/reference/data/", import.meta.url);
const textOf = (name: string): string => readFileSync(new URL(name, folder), "utf8");

interface FullProfile {
  readonly id: string;
  readonly plot: {
    readonly capacity_bytes: number | null;
    readonly bandwidth_bytes_per_s: number | null;
    readonly flops: Readonly<Record<string, number | null>>;
  };
  readonly chips: { readonly count: number };
}
const full = JSON.parse(textOf("accelerators.json")) as {
  readonly as_of: string;
  readonly profiles: readonly FullProfile[];
};
const fullOf = (id: string): FullProfile | undefined =>
  full.profiles.find((profile) => profile.id === id);

const figures: readonly (readonly [string, Figure])[] = accelerators.flatMap(
  ({ id, memoryBytes, memoryBytesPerSecond, peakFlops }) =>
    [memoryBytes, memoryBytesPerSecond, ...Object.values(peakFlops)].flatMap((figure) =>
      figure ? [[id, figure] as const] : [],
    ),
);

describe("machines of the first charts", () => {
  it("are what the script makes of the full list", () => {
    expect(textOf("chartAccelerators.ts")).toBe(generatedText());
    expect(figuresAsOf).toBe(full.as_of);
  });

  it("take at most 12 KB compressed", () => {
    expect(gzipSync(textOf("chartAccelerators.ts")).length).toBeLessThanOrEqual(12_000);
  });

  it.each(accelerators.map((accelerator) => [accelerator.id, accelerator] as const))(
    "%s has the full list's plain numbers",
    (id, { memoryBytes, memoryBytesPerSecond, peakFlops }) => {
      const plot = fullOf(id)?.plot;
      expect(memoryBytes?.value).toBe(plot?.capacity_bytes);
      expect(memoryBytesPerSecond?.value).toBe(plot?.bandwidth_bytes_per_s);
      const { tf32: _tf32, ...charted } = plot?.flops ?? {};
      const known = Object.entries(charted).filter(([, value]) => value !== null);
      expect(
        Object.fromEntries(Object.entries(peakFlops).map(([type, { value }]) => [type, value])),
      ).toEqual(Object.fromEntries(known));
    },
  );

  it("flag every sum over many chips", () => {
    const flagged = accelerators.filter(({ isRack }) => isRack).map(({ id }) => id);
    const sums = accelerators.filter(({ id }) => (fullOf(id)?.chips.count ?? 1) > 1);
    expect(flagged).toEqual(sums.map(({ id }) => id));
    expect(flagged).toEqual(["nvidia-vera-rubin-nvl72"]);
  });

  it("have a source and a confidence for every figure", () => {
    expect(figures.length).toBeGreaterThan(60);
    for (const [id, figure] of figures) {
      expect(figureConfidences, id).toContain(figure.confidence);
      expect(sourceOf(figure)?.url, id).toMatch(/^https:\/\//);
    }
  });

  it("know no source of another name", () => {
    expect(sourceOf({ source: "nobody" })).toBeUndefined();
  });
});
