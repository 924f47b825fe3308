import { describe, expect, it } from "vitest";
import { gateNoises, type GateNoise } from "./gateNoise.ts";
import { againstTrial, storedTrial, type Ended } from "./gateTrials.ts";

/**
 * A gate is simulated on machines of known truth. Few trials here; the table in docs/gate.md is from
 * DECODE_WALL_SIMULATION=long npx vitest run tests/unit/analysis/gateSimulation.test.ts
 */
const isLong = process.env["DECODE_WALL_SIMULATION"] === "long";
const trials = isLong ? 2000 : 60;
const limitMilliseconds = isLong ? 3_600_000 : 30_000;

const spreads = [0.02, 0.05, 0.1] as const;
const common = { limit: 0.05, metrics: 3 } as const;
const seeds = (offset: number): readonly number[] =>
  Array.from({ length: trials }, (_, index) => offset + index);
const percent = (count: number): string => `${((100 * count) / trials).toFixed(1)}%`;
const told: string[] = [];
const tell = (...cells: readonly (string | number)[]): void => {
  told.push(`| ${cells.join(" | ")} |`);
  // eslint-disable-next-line no-console -- the table is what the long simulation is run for
  if (isLong) console.log(told.at(-1));
};

const cases = spreads.flatMap((spread) => gateNoises.map((noise) => [spread, noise] as const));
const isSlower = ({ verdict }: Pick<Ended, "verdict">): boolean => verdict === "slower";

describe("two builds in one run", () => {
  it.each(cases)(
    "at a spread of %d, %s: no false alarms, and a slowdown of a tenth is found",
    (spread, noise) => {
      const alike = seeds(1).map((seed) =>
        againstTrial({ ...common, spread, noise, slowdown: 0, seed }),
      );
      const slowed = seeds(100_000).flatMap((seed) =>
        againstTrial({ ...common, spread, noise, slowdown: 0.1, seed }).slice(0, 1),
      );
      const alarms = alike.filter((metrics) => metrics.some(isSlower)).length;
      const faster = alike.filter((metrics) =>
        metrics.some(({ verdict }) => verdict === "faster"),
      ).length;
      const found = slowed.filter(isSlower);
      const blocks = found.map((each) => each.blocks).toSorted((a, b) => a - b);
      tell(
        "against",
        spread,
        noise,
        percent(alarms),
        percent(faster),
        percent(found.length),
        blocks[Math.floor(blocks.length / 2)] ?? "-",
      );
      expect(alarms / trials).toBeLessThanOrEqual(0.01);
      expect(faster / trials).toBeLessThanOrEqual(0.02);
      expect(found.length / trials).toBeGreaterThanOrEqual(0.95);
    },
    limitMilliseconds,
  );
});

/** Stored runs, new runs, and on which machines these find a slowdown of a tenth in 95 of 100 cases. */
const plans: readonly (readonly [number, number, number, readonly GateNoise[]])[] = [
  [0.02, 5, 1, []],
  [0.02, 30, 1, []],
  [0.02, 25, 5, ["even"]],
  [0.02, 50, 10, ["even", "drift", "steps", "spikes"]],
  [0.05, 5, 1, []],
  [0.05, 30, 1, []],
  [0.05, 50, 10, []],
  [0.05, 100, 20, ["even"]],
  [0.1, 100, 20, []],
];

describe("stored runs", () => {
  it.each(plans)(
    "at a spread of %d, %i stored and %i new: no false alarms; found on machines that are %j",
    (spread, stored, fresh, sure) => {
      for (const noise of gateNoises) {
        const alarms = seeds(1).filter((seed) =>
          storedTrial({ ...common, spread, noise, slowdown: 0, seed }, stored, fresh).includes(
            "slower",
          ),
        ).length;
        const answers = seeds(100_000).flatMap((seed) =>
          storedTrial({ ...common, spread, noise, slowdown: 0.1, seed }, stored, fresh).slice(0, 1),
        );
        const found = answers.filter((verdict) => verdict === "slower").length;
        const unsure = answers.filter((verdict) => verdict === "unsure").length;
        tell(
          "stored",
          spread,
          stored,
          fresh,
          noise,
          percent(alarms),
          percent(found),
          percent(unsure),
        );
        expect(alarms / trials, noise).toBeLessThanOrEqual(isLong ? 0.01 : 0.034);
        if (sure.includes(noise)) expect(found / trials, noise).toBeGreaterThanOrEqual(0.93);
      }
    },
    limitMilliseconds,
  );

  it("do not take a drift that goes on for a regression", () => {
    const drift = { ...common, noise: "drift", spread: 0.05, slowdown: 0 } as const;
    const many = Array.from({ length: 400 }, (_, seed) =>
      storedTrial({ ...drift, seed: seed + 1 }, 60, 15),
    );
    const alarms = many.filter((verdicts) => verdicts.includes("slower")).length;
    expect(alarms).toBeLessThanOrEqual(4); // 12 where new runs are not held against the newest stored ones too
  });
});
