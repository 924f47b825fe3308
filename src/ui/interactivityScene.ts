import { architectureId } from "../projection/architectureId.ts";
import {
  frontAt,
  interactivityFront,
  rulerRatio,
  type FrontPoint,
} from "../projection/interactivity.ts";
import { byPower } from "../projection/powered.ts";
import { publishedFronts, publishedPoints } from "../projection/publishedPoints.ts";
import type { Setup } from "../projection/setup.ts";
import { publishedStorage, uniformStorage, type WeightStorage } from "../projection/storedType.ts";
import type { Reference } from "../reference/reference.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import {
  interactivityFigure,
  type Counted,
  type InteractivityInput,
} from "./charts/interactivityFigure.ts";
import type { ChartFigure, Range } from "./charts/chartFigure.ts";
import { machineName } from "./charts/machineName.ts";
import { interactivityWords as words } from "./interactivityWords.ts";

export type WeightChoice = keyof typeof words.weightChoices;

/** What the visitor set. */
export interface InteractivityChoice {
  readonly counts: Counted;
  readonly model: ReferenceModel;
  readonly weights: WeightChoice;
  readonly contextTokens: number;
  /** Ids of the systems that are drawn. */
  readonly systems: ReadonlySet<string>;
}

/** What a ruler reads: one curve. */
export interface RulerFront {
  readonly id: string;
  readonly name: string;
  readonly points: readonly FrontPoint[];
}

/** All that is drawn for a choice; the ruler moves over it. */
export interface InteractivityScene {
  readonly input: InteractivityInput;
  /** Undefined where nothing can be drawn. */
  readonly figure: ChartFigure | undefined;
  readonly fronts: readonly RulerFront[];
  /** Chosen systems of which no curve follows. */
  readonly unprojected: readonly string[];
}

/** Of the list, those that do not go past what the model is published for. */
export const contextChoices = ({ longestContextTokens }: ReferenceModel): readonly number[] =>
  [0, 4096, 32_768, 131_072].filter((tokens) => tokens <= longestContextTokens);

export const weightChoices = (model: ReferenceModel): readonly WeightChoice[] => [
  ...(publishedStorage(model) ? (["published"] as const) : []),
  "f16",
  "fp8",
  "mxfp4",
];

const storageOf = (model: ReferenceModel, weights: WeightChoice): WeightStorage =>
  weights === "published"
    ? (publishedStorage(model) ?? uniformStorage("f16"))
    : uniformStorage(weights);

/** Keys and values stay at 16 bits, which is what most software keeps. */
export const setupOf = ({
  model,
  weights,
  contextTokens,
}: Pick<InteractivityChoice, "model" | "weights" | "contextTokens">): Setup => ({
  storage: storageOf(model, weights),
  cacheType: "f16",
  batch: 1,
  contextTokens,
});

const outputInput = (
  { profiles, measurements }: Reference,
  choice: InteractivityChoice,
): Omit<InteractivityInput, "yours" | "yourName" | "origin"> => {
  const { model, systems } = choice;
  const setup = setupOf(choice);
  return {
    counts: "output",
    subject: `${model.name}, ${words.weightChoices[choice.weights]}`,
    systems: byPower(profiles)
      .known.filter(({ id }) => systems.has(id))
      .map((profile) => ({
        profile,
        front: interactivityFront(profile, model, setup, "perMegawatt"),
      })),
    published: publishedFronts(
      publishedPoints(measurements, "output").filter(
        (point) => architectureId(point.model) === model.id,
      ),
    ),
    profiles,
  };
};

const everythingInput = ({
  profiles,
  measurements,
}: Reference): Omit<InteractivityInput, "yours" | "yourName" | "origin"> => {
  const counts = "input-and-output-with-cache";
  const published = publishedFronts(publishedPoints(measurements, counts));
  const models = new Set(published.flatMap(({ model }) => model ?? []));
  return { counts, subject: [...models].join(", "), systems: [], published, profiles };
};

const rulerFronts = ({
  systems,
  published,
  profiles,
  counts,
}: InteractivityInput): readonly RulerFront[] =>
  counts === "output"
    ? systems
        .filter(({ front }) => front.length > 0)
        .map(({ profile, front }) => ({
          id: profile.id,
          name: machineName(profile),
          points: front,
        }))
    : published.map(({ profile: id, points }) => {
        const profile = profiles.find((candidate) => candidate.id === id);
        return { id, name: profile ? machineName(profile) : id, points };
      });

/** The chart of a choice; `yours` only where it counts output, as measured points do. */
export const interactivityScene = (
  reference: Reference,
  choice: InteractivityChoice,
  { yours, yourName, origin }: Pick<InteractivityInput, "yours" | "yourName" | "origin">,
): InteractivityScene => {
  const isOutput = choice.counts === "output";
  const input: InteractivityInput = {
    ...(isOutput ? outputInput(reference, choice) : everythingInput(reference)),
    yours: isOutput ? yours : [],
    yourName,
    origin,
  };
  return {
    input,
    figure: interactivityFigure(input),
    fronts: rulerFronts(input),
    unprojected: input.systems
      .filter(({ front }) => front.length === 0)
      .map(({ profile }) => machineName(profile)),
  };
};

/** What one curve gives at the ruler. */
export interface RulerReading {
  readonly front: RulerFront;
  /** Undefined: it does not go that fast for each user. */
  readonly perMegawatt: number | undefined;
  readonly timesBaseline: number | undefined;
}

export const rulerReadings = (
  fronts: readonly RulerFront[],
  baseline: RulerFront,
  perUser: number,
): readonly RulerReading[] =>
  fronts.map((front) => ({
    front,
    perMegawatt: frontAt(front.points, perUser, "perMegawatt"),
    timesBaseline: rulerRatio(front.points, baseline.points, perUser, "perMegawatt"),
  }));

/** Where the ruler can go: from the slowest to the fastest point that a curve has for each user. */
export const rulerRange = (fronts: readonly RulerFront[]): Range => {
  const rates = fronts.flatMap(({ points }) => points.map(({ rates: { perUser } }) => perUser));
  return { low: Math.min(...rates), high: Math.max(...rates) };
};
