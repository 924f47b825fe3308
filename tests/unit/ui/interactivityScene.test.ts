import { describe, expect, it } from "vitest";
import { interactivityFront, rulerRatio } from "../../../src/projection/interactivity.ts";
import {
  contextChoices,
  interactivityScene,
  rulerRange,
  rulerReadings,
  setupOf,
  weightChoices,
  type InteractivityChoice,
} from "../../../src/ui/interactivityScene.ts";
import { modelOf, profileOf, reference } from "../projection/subjects.ts";

const choice: InteractivityChoice = {
  counts: "output",
  model: modelOf("gpt-oss-120b"),
  weights: "published",
  contextTokens: 4096,
  systems: new Set(["nvidia-vera-rubin-nvl72", "amd-mi355x"]),
};
const you = {
  yours: [{ users: 1, perUser: 50, perMegawatt: 1e5, low: 9e4, high: 1.1e5 }],
  yourName: "you",
  origin: "Fixture",
};
const scene = interactivityScene(reference, choice, you);
const everything = interactivityScene(
  reference,
  { ...choice, counts: "input-and-output-with-cache" },
  you,
);

describe("throughput against interactivity", () => {
  it("draws the chosen systems' fronts, what is published of the model, and the visitor", () => {
    expect(scene.figure?.lines.map(({ id }) => id)).toEqual([
      "nvidia-vera-rubin-nvl72",
      "amd-mi355x",
    ]);
    const outlined = scene.figure?.points.filter(({ marker }) => marker === "circle");
    expect(outlined?.map(({ label }) => label)).toEqual([
      "you",
      "H100 SXM, published",
      "B200 SXM, published",
      "MI300X, published",
      "MI355X, published",
    ]);
    expect(scene.figure?.y.label).toMatch(/^output tokens\/s per megawatt/);
  });

  it("never draws rates of all tokens beside bounds or the visitor's output", () => {
    expect(everything.figure?.points.every(({ marker }) => marker === "circle")).toBe(true);
    expect(everything.figure?.points).toHaveLength(16);
    expect(everything.figure?.points.some(({ label }) => label === "you")).toBe(false);
    expect(everything.figure?.y.label).toMatch(/^input and output tokens\/s/);
  });

  it("has every published point at or below the curve of its system", () => {
    const mi355x = scene.fronts.find(({ id }) => id === "amd-mi355x");
    if (!mi355x) throw new Error("it was chosen");
    const [reading] = rulerReadings([mi355x], mi355x, 90);
    expect(reading?.perMegawatt).toBeGreaterThan(2.55e6);
  });

  it("reads at the ruler what the projection says", () => {
    const setup = setupOf(choice);
    const front = (id: string) =>
      interactivityFront(profileOf(id), choice.model, setup, "perMegawatt");
    const [rubin, mi355x] = scene.fronts;
    if (!rubin || !mi355x) throw new Error("two were chosen");
    const readings = rulerReadings(scene.fronts, mi355x, 120);
    expect(readings[0]?.timesBaseline).toBe(
      rulerRatio(front("nvidia-vera-rubin-nvl72"), front("amd-mi355x"), 120, "perMegawatt"),
    );
    expect(readings[1]?.timesBaseline).toBe(1);
    expect(rulerReadings(scene.fronts, mi355x, 5000)[1]).toMatchObject({
      perMegawatt: undefined,
      timesBaseline: undefined,
    });
  });

  it("lets the ruler go from the slowest to the fastest point for each user", () => {
    const { low, high } = rulerRange(everything.fronts);
    expect([low, high]).toEqual([75, 200]);
  });

  it("names chosen systems of which no curve follows", () => {
    const huge = { ...choice, systems: new Set(["google-tpu7x"]) };
    expect(interactivityScene(reference, huge, you).unprojected).toEqual([]);
    const without = {
      ...reference,
      profiles: reference.profiles.map(({ memoryBytesPerSecond: _unknown, ...profile }) => profile),
    };
    expect(interactivityScene(without, huge, you).unprojected).toEqual(["TPU7x"]);
  });
});

describe("its choices", () => {
  it("stop at the context that a model is published for", () => {
    expect(contextChoices(modelOf("llama-3.1-8b"))).toEqual([0, 4096, 32_768, 131_072]);
    expect(contextChoices(modelOf("smollm2-360m"))).toEqual([0, 4096]);
  });

  it("offer a model's own format first where it has one", () => {
    expect(weightChoices(choice.model)[0]).toBe("published");
    expect(weightChoices(modelOf("llama-3.1-8b"))[0]).toBe("f16");
  });
});
