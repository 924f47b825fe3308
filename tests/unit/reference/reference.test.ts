import { readdirSync, readFileSync } from "node:fs";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { Figure } from "../../../src/reference/accelerators.ts";
import type { AcceleratorProfile } from "../../../src/reference/profile.ts";
import { loadReference } from "../../../src/reference/loadReference.ts";
import {
  readReference,
  type RawAccelerators,
  type RawModels,
} from "../../../src/reference/reference.ts";
import {
  claimSchema,
  measurementSchema,
  modelSchema,
  profileSchema,
  sourceSchema,
} from "./referenceSchema.ts";

const reference = await loadReference();
const { profiles, models, measurements, claims, sources } = reference;

const folder = new URL("../../../src/reference/data/", import.meta.url);
const json = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), "utf8"));
const raw = json("accelerators.json") as RawAccelerators;

const profileOf = (id: string): AcceleratorProfile => {
  const found = profiles.find((profile) => profile.id === id);
  if (!found) throw new Error(`${id} is not in the list`);
  return found;
};

const figuresOf = (profile: AcceleratorProfile): readonly Figure[] =>
  [
    profile.memoryBytes,
    profile.memoryBytesPerSecond,
    profile.watts,
    profile.allInWattsPerChip,
    ...Object.values(profile.peakFlops),
    ...Object.values(profile.sparsePeakFlops),
    ...Object.values(profile.unlabelledPeakFlops),
  ].flatMap((figure) => figure ?? []);

const issuesOf = (schema: v.GenericSchema, value: unknown): readonly string[] => {
  const parsed = v.safeParse(schema, value);
  return parsed.success
    ? []
    : parsed.issues.map((issue) => `${v.getDotPath(issue) ?? "it"}: ${issue.message}`);
};

describe("the full reference data", () => {
  it("holds everything that was collected", () => {
    expect(profiles).toHaveLength(76);
    expect(measurements).toHaveLength(195);
    expect(claims).toHaveLength(12);
    expect(models).toHaveLength(29);
    expect(profiles.filter(({ allInWattsPerChip }) => allInWattsPerChip)).toHaveLength(8);
    expect(reference.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it.each([
    ["profiles", profileSchema, profiles],
    ["models", modelSchema, models],
    ["measurements", measurementSchema, measurements],
    ["claims", claimSchema, claims],
    ["sources", sourceSchema, sources],
  ] as const)("has %s of the right shape and range", (_name, schema, rows) => {
    expect(
      rows.flatMap((row) => issuesOf(schema, row).map((issue) => `${row.id} ${issue}`)),
    ).toEqual([]);
  });

  it.each([
    ["an id twice", "profiles", profiles],
    ["an id twice", "models", models],
    ["an id twice", "measurements", measurements],
    ["an id twice", "claims", claims],
    ["an id twice", "sources", sources],
  ])("has not %s among its %s", (_what, _name, rows) => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  it("sees what a wrong row would be", () => {
    const h100 = profileOf("nvidia-h100-sxm");
    const times1000 = { ...h100, memoryBytesPerSecond: { value: 3.35e3, source: "nv-h100" } };
    expect(issuesOf(profileSchema, h100)).toEqual([]);
    expect(issuesOf(profileSchema, times1000).join()).toContain("memoryBytesPerSecond.value");
    expect(issuesOf(profileSchema, times1000).join()).toContain("memoryBytesPerSecond.confidence");
    expect(issuesOf(profileSchema, { ...h100, wattz: 3 }).join()).toContain("wattz");
  });

  it("names a source that exists for every figure, measurement and claim", () => {
    const known = new Set(sources.map(({ id }) => id));
    const named = [
      ...profiles.flatMap((profile) =>
        figuresOf(profile).flatMap(({ source, via }) => [source, ...(via ? [via] : [])]),
      ),
      ...measurements.map(({ source }) => source),
      ...claims.flatMap(({ source, also = [] }) => [source, ...also]),
      ...models.map(({ source }) => source),
      ...reference.pairings.flatMap((pairing) => pairing.sources),
    ];
    expect(named.length).toBeGreaterThan(700);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });

  it("measures machines that are in the list, or says what else it was", () => {
    const known = new Set(profiles.map(({ id }) => id));
    for (const { id, profile, hardware, metric, source } of measurements) {
      if (profile) expect(known, id).toContain(profile);
      else
        expect(hardware ?? metric, `${id} of ${source}`).toMatch(/^(nvidia|amd|file|webgpu|mem)/);
    }
  });

  it.each([
    "nvidia-a100-80gb-sxm",
    "nvidia-h100-sxm",
    "nvidia-h200-sxm",
    "nvidia-b200-sxm",
    "nvidia-b300-sxm",
    "nvidia-gb200-nvl72",
    "nvidia-gb300-nvl72",
    "nvidia-rubin",
    "nvidia-vera-rubin-nvl72",
    "groq-lpu-v1",
    "nvidia-groq-3-lpu",
    "nvidia-groq-3-lpx",
    "amd-mi300x",
    "amd-mi325x",
    "amd-mi355x",
    "amd-mi455x",
    "google-tpu-v5e",
    "google-tpu-v5p",
    "google-tpu-v6e",
    "google-tpu7x",
    "google-tpu-8i",
    "aws-trainium2",
    "aws-trainium3",
    "intel-gaudi3",
    "cerebras-wse-3",
    "cerebras-cs-4",
    "sambanova-sn40l",
    "sambanova-sn50",
    "apple-m1",
    "apple-m4-max",
    "apple-m6",
    "nvidia-rtx-3090",
    "nvidia-rtx-5090",
    "nvidia-dgx-spark",
    "amd-ryzen-ai-max-395",
    "valve-steam-deck-oled",
  ])("has %s", (id) => {
    expect(profileOf(id).id).toBe(id);
  });

  it("has Vera Rubin with LPX as a pair with its caveats", () => {
    const [pair] = reference.pairings;
    expect(pair?.id).toBe("nvidia-vera-rubin-nvl72-with-lpx");
    expect([pair?.prefill, pair?.decode].map((id) => profileOf(id ?? "").id)).toHaveLength(2);
    expect(pair?.notes.join(" ")).toContain("cannot be recomputed");
    expect(profiles.map(({ id }) => id)).not.toContain(pair?.id);
  });
});

describe("machines of the full data", () => {
  const plots = new Map(
    (
      raw.profiles as unknown as readonly {
        readonly id: string;
        readonly plot: {
          readonly capacity_bytes: number | null;
          readonly bandwidth_bytes_per_s: number | null;
          readonly flops: Readonly<Record<string, number | null>>;
          readonly tdp_watts: number | null;
        };
        readonly derived: {
          readonly ridge_flop_per_byte: Readonly<Record<string, number | null>>;
          readonly seconds_to_read_all_memory: number | null;
        };
      }[]
    ).map((profile) => [profile.id, profile]),
  );

  it.each(profiles.map((profile) => [profile.id, profile] as const))(
    "%s repeats its figures for charts and derives the rest from them",
    (id, profile) => {
      const { plot, derived } = plots.get(id) ?? {};
      const { memoryBytes, memoryBytesPerSecond, watts, peakFlops } = profile;
      expect(memoryBytes?.value ?? null).toBe(plot?.capacity_bytes);
      expect(memoryBytesPerSecond?.value ?? null).toBe(plot?.bandwidth_bytes_per_s);
      expect(watts?.value ?? null).toBe(plot?.tdp_watts);
      for (const [type, value] of Object.entries(plot?.flops ?? {})) {
        const peak = Object.entries(peakFlops).find(([name]) => name === type)?.[1].value;
        expect(peak ?? null, type).toBe(value);
        const ridge = derived?.ridge_flop_per_byte[type];
        if (ridge === null || ridge === undefined) continue;
        const computed = (peak ?? 0) / (memoryBytesPerSecond?.value ?? 1);
        expect(Math.abs(computed - ridge), type).toBeLessThanOrEqual(0.0051); // rounded to 0.01
      }
      const seconds = derived?.seconds_to_read_all_memory;
      if (typeof seconds === "number" && memoryBytes && memoryBytesPerSecond) {
        expect(memoryBytes.value / memoryBytesPerSecond.value / seconds).toBeCloseTo(1, 3);
      }
    },
  );

  it("keep every value within the range of what its sources say", () => {
    const ranged = profiles.flatMap(figuresOf).filter(({ range }) => range);
    expect(ranged.length).toBeGreaterThanOrEqual(10);
    for (const { value, range: [low, high] = [0, 0], source } of ranged) {
      expect(low, source).toBeLessThan(high);
      expect(value, source).toBeGreaterThanOrEqual(low);
      expect(value, source).toBeLessThanOrEqual(high);
    }
  });

  it.each(profiles.filter(({ isRack }) => isRack).map((profile) => [profile.id, profile] as const))(
    "%s is about the sum of its chips",
    (_id, rack) => {
      expect(rack.chips.count).toBeGreaterThan(1);
      const chip = profiles.find(({ id }) => id === rack.chips.of);
      if (!chip || rack.chips.plus) return;
      const { count } = rack.chips;
      const pairs = [
        [rack.memoryBytes, chip.memoryBytes],
        [rack.memoryBytesPerSecond, chip.memoryBytesPerSecond],
        ...Object.entries(rack.peakFlops).map(([type, peak]) => [
          peak,
          Object.entries(chip.peakFlops).find(([name]) => name === type)?.[1],
        ]),
      ];
      for (const [ofRack, ofChip] of pairs) {
        if (!ofRack || !ofChip) continue;
        // Rounded by their makers; GB300's fp32 is the widest, at 6 against 5.76.
        expect(ofRack.value / (count * ofChip.value)).toBeGreaterThan(0.94);
        expect(ofRack.value / (count * ofChip.value)).toBeLessThan(1.06);
      }
    },
  );

  it("have a power with everything included at or above the chip's own", () => {
    for (const { id, watts, allInWattsPerChip, isRack } of profiles) {
      if (!watts || !allInWattsPerChip || isRack) continue;
      expect(allInWattsPerChip.value, id).toBeGreaterThan(watts.value);
    }
  });

  it("have no dense peak above the one with sparsity", () => {
    for (const { id, peakFlops, sparsePeakFlops } of profiles) {
      for (const [type, sparse] of Object.entries(sparsePeakFlops)) {
        const dense = Object.entries(peakFlops).find(([name]) => name === type)?.[1];
        if (dense) expect(dense.value, `${id} ${type}`).toBeLessThan(sparse.value);
      }
    }
  });
});

describe("reading the data files", () => {
  it("leaves out what is null there, and what the files say nothing of", () => {
    const sn40l = profileOf("sambanova-sn40l");
    expect("memoryBytesPerSecond" in sn40l).toBe(false);
    expect("watts" in sn40l).toBe(false);
    expect("fp8" in sn40l.peakFlops).toBe(false);
  });

  it("gives a rack the all-in power of its chips, and none where it has two kinds", () => {
    expect(profileOf("nvidia-vera-rubin-nvl72").allInWattsPerChip).toEqual(
      profileOf("nvidia-rubin").allInWattsPerChip,
    );
    expect(profileOf("nvidia-vera-rubin-nvl144-cpx").allInWattsPerChip).toBeUndefined();
    expect(profileOf("nvidia-gb200-nvl72").allInWattsPerChip).toBeUndefined();
  });

  it("marks which tokens a rate counts, and where a draft model helped", () => {
    const counted = (id: string) => measurements.find((row) => row.id === id);
    expect(counted("agentic-dsv4pro-permw-nvidia-vera-rubin-nvl72-75")?.counts).toBe(
      "input-and-output-with-cache",
    );
    expect(counted("inferencex-qwen35-397b-google-tpu7x")?.counts).toBe("input-and-output");
    expect(counted("groq-l2-70b")?.counts).toBe("output");
    expect(counted("matmul-bf16-amd-mi300x")?.counts).toBeUndefined();
    expect(counted("lpx-hc2026-peak")?.isSpeculative).toBe(true);
    expect(counted("groq-l2-70b")?.isSpeculative).toBeUndefined();
  });

  it("is never part of what the page loads first", () => {
    const sourceFolder = new URL("../../../src/", import.meta.url);
    const importing = readdirSync(sourceFolder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .filter((path) => readFileSync(new URL(path, sourceFolder), "utf8").includes(".json"))
      .map((path) => [path, readFileSync(new URL(path, sourceFolder), "utf8")] as const)
      .filter(([, text]) => /(from|import)[ (]*"[^"]*data\/\w+\.json"/.test(text));
    expect(importing.map(([path]) => path)).toEqual(["reference/loadReference.ts"]);
    expect(importing[0]?.[1]).not.toMatch(/from "[^"]*\.json"/);
  });

  it("is the same from the files and from the page's import", () => {
    expect(readReference(raw, json("models.json") as RawModels)).toEqual(reference);
  });
});
