import type { InteractivityPoint } from "../../projection/interactivity.ts";
import type { PublishedFront } from "../../projection/publishedPoints.ts";
import type { YourPoint } from "../../projection/yourInteractivity.ts";
import type { AcceleratorProfile } from "../../reference/profile.ts";
import { formatCompact, formatCount, formatSignificant } from "../../report/format.ts";
import { interactivityWords as words } from "../interactivityWords.ts";
import type { ChartFigure, ChartLine, ChartPoint, Position, Range } from "./chartFigure.ts";
import { machineName } from "./machineName.ts";

/** Tokens that both axes' rates can count; the two are never drawn together. */
export type Counted = keyof typeof words.counts;

/** A system with the best it can do for so many users, slowest for each first. */
export interface SystemFront {
  readonly profile: AcceleratorProfile;
  readonly front: readonly InteractivityPoint[];
}

export interface InteractivityInput {
  readonly counts: Counted;
  /** Of what model the figure is. */
  readonly subject: string;
  readonly systems: readonly SystemFront[];
  readonly published: readonly PublishedFront[];
  readonly yours: readonly YourPoint[];
  /** What the measured points are called: the visitor, or somebody else's run. */
  readonly yourName: string;
  /** Names of profiles for published points. */
  readonly profiles: readonly AcceleratorProfile[];
  readonly origin: string;
}

/** Places along a curve at which its name may stand: where it falls, since curves part there, first. */
const along = (path: readonly Position[]): readonly Position[] =>
  [0.7, 0.8, 0.6, 0.9, 1, 0.5, 0.4, 0.3, 0.2, 0.1, 0].flatMap(
    (share) => path[Math.round(share * (path.length - 1))] ?? [],
  );

const curve = (
  { id, label, kind }: Pick<ChartLine, "id" | "label"> & { readonly kind: string },
  path: readonly Position[],
): ChartLine => ({
  id,
  label,
  kind,
  top: `${formatCompact(Math.max(...path.map(({ y }) => y)))} tokens/s/MW`,
  ink: "muted",
  stroke: "dashed",
  path,
  labelAt: along(path),
});

const at = (rates: {
  readonly perUser: number;
  readonly perMegawatt?: number;
}): readonly Position[] =>
  rates.perMegawatt === undefined ? [] : [{ x: rates.perUser, y: rates.perMegawatt }];

const systemLine = ({ profile, front }: SystemFront): ChartLine => ({
  ...curve(
    { id: profile.id, label: machineName(profile), kind: words.curve },
    front.flatMap(({ rates }) => at(rates)),
  ),
  basis: words.curveBasis,
});

const systemPoints = ({ profile, front }: SystemFront): readonly ChartPoint[] =>
  front.flatMap(({ batch, chips, rates, projection }, index) =>
    at(rates).map((place) => ({
      id: `${profile.id}-${index}`,
      name: `${machineName(profile)}, ${countOf(batch, "user")} on ${countOf(chips, "chip")}`,
      kind: words.point[projection.standing.kind],
      ink: "muted",
      marker: "tick",
      fill: "outlined",
      size: "small",
      at: place,
    })),
  );

const countOf = (count: number, one: string): string =>
  `${formatCount(count)} ${one}${count === 1 ? "" : "s"}`;

const publishedLines = (
  { published }: InteractivityInput,
  nameOf: (id: string) => string,
): readonly ChartLine[] =>
  published
    .filter(({ points }) => points.length > 1)
    .map(({ profile, points }) => ({
      ...curve(
        { id: `${profile}-published`, label: nameOf(profile), kind: words.publishedCurve },
        points.flatMap(({ rates }) => at(rates)),
      ),
      labelAt: [], // its fastest point is named
    }));

/** The fastest for each user has the system's name. */
const publishedMarks = (
  { published, systems }: InteractivityInput,
  nameOf: (id: string) => string,
): readonly ChartPoint[] =>
  published.flatMap(({ profile, points }) =>
    points.map(({ perUser, perMegawatt, model }, index) => ({
      id: `${profile}-published-${index}`,
      ...(index === points.length - 1 && {
        label: systems.length > 0 ? `${nameOf(profile)}, published` : nameOf(profile),
      }),
      name: [nameOf(profile), ...(model === undefined ? [] : [model])].join(", "),
      ink: "ink",
      marker: "circle",
      fill: "outlined",
      size: "large",
      at: { x: perUser, y: perMegawatt },
    })),
  );

const yourMarks = ({ yours, yourName }: InteractivityInput): readonly ChartPoint[] =>
  yours.map(({ users, perUser, perMegawatt, low, high }, index) => ({
    id: `you-${users}`,
    ...(index === Math.floor(yours.length / 2) && { label: yourName }),
    name: `${yourName}, ${countOf(users, "user")} (${words.yourPoint})`,
    ink: "decode",
    marker: "circle",
    fill: "filled",
    size: "large",
    at: { x: perUser, y: perMegawatt },
    interval: { low, high },
  }));

const around = (values: readonly number[], below: number, above: number): Range => ({
  low: Math.min(...values) / below,
  high: Math.max(...values) * above,
});

/** 1, 2 and 5 where an axis spans little, so that it has marks at all. */
const fineMarks = ({ low, high }: Range): readonly number[] => {
  const first = Math.floor(Math.log10(low));
  const decades = Array.from(
    { length: Math.ceil(Math.log10(high)) - first + 1 },
    (_, step) => 10 ** (first + step),
  );
  return decades.flatMap((decade) => [decade, 2 * decade, 5 * decade]);
};

const marks = (range: Range): { readonly marks?: readonly number[] } =>
  range.high / range.low < 50 ? { marks: fineMarks(range) } : {};

/** Tokens per megawatt over tokens for each user; undefined where there is nothing to draw. */
export const interactivityFigure = (input: InteractivityInput): ChartFigure | undefined => {
  const { counts, subject, systems, profiles, origin } = input;
  const nameOf = (id: string): string => {
    const profile = profiles.find((candidate) => candidate.id === id);
    return profile ? machineName(profile) : id;
  };
  const points = [
    ...yourMarks(input),
    ...publishedMarks(input, nameOf),
    ...systems.flatMap(systemPoints),
  ];
  if (points.length === 0) return undefined;
  const x = around(
    points.map((point) => point.at.x),
    1.3,
    1.3,
  );
  const y = around(
    points.map((point) => point.at.y),
    1.8,
    4, // the ruler's reading stands at the top
  );
  return {
    title: `${words.title}: ${subject}`,
    summary: `${words.counts[counts]}. ${words.note[counts]}`,
    note: words.note[counts],
    x: { label: words.x, ...x, ...marks(x), format: perUserText, mark: formatCompact },
    y: { label: words.y[counts], ...y, ...marks(y), format: perMegawattText, mark: formatCompact },
    lines: [...systems.map(systemLine), ...publishedLines(input, nameOf)],
    points,
    origin,
  };
};

const perUserText = (value: number): string => `${formatSignificant(value)} tokens/s for each user`;
const perMegawattText = (value: number): string => `${formatCompact(value)} tokens/s/MW`;
