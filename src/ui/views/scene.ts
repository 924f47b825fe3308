import type { RunState } from "../../domain/events.ts";
import type { BatchRow, Result } from "../../domain/result.ts";
import type { Bytes } from "../../domain/units.ts";
import { timeBars, type TimeBar } from "../../analysis/timeBars.ts";
import { userStops, type UserStop } from "../../analysis/userStops.ts";
import { wallOf, type Wall } from "../../analysis/wall.ts";
import { formatDate, formatSeconds } from "../../report/format.ts";
import { sentenceOf, type Sentence } from "../../report/sentence.ts";
import type { CardContext } from "../card/cardModel.ts";
import type { CacheInput } from "../charts/cacheFigure.ts";
import type { RooflineInput } from "../charts/rooflineFigure.ts";
import { liveRun, type LiveRun } from "../liveRun.ts";
import { modelName } from "../modelName.ts";
import { cardWords } from "../words.ts";

/** What the charts are drawn from: a result, or a run so far. */
export interface SceneMeasured extends RooflineInput, CacheInput {
  readonly batchSweep: readonly BatchRow[];
}

/** What the whole page draws, whatever it comes from. */
export interface Scene {
  readonly sentence: Sentence | undefined;
  readonly wall: Wall | undefined;
  readonly context: CardContext;
  /** The picture is somebody else's. */
  readonly isRecorded: boolean;
  /** The result came from a file or a link. */
  readonly isClaimed: boolean;
  /** For the charts; undefined where nothing of a GPU is measured. */
  readonly measured: SceneMeasured | undefined;
  readonly bars: readonly TimeBar[];
  /** Users at once that the card can be drawn for. */
  readonly stops: readonly UserStop[];
  readonly result: Result | undefined;
}

/** What a visitor knows of a device that its browser does not tell. */
export interface NamedDevice {
  readonly label?: string;
  readonly memoryBytes?: Bytes;
}

export interface SceneInput {
  readonly run: RunState;
  /** A result from a file or a link. */
  readonly opened: Result | undefined;
  /** A real GPU's run, shown until the visitor has their own. */
  readonly recording: Result | undefined;
  /** Events of a run whose thread died with its result. */
  readonly heard: LiveRun | undefined;
  /** Where the page lives, for images; undefined where that would help nobody. */
  readonly address: string | undefined;
  /** What the visitor says of their own device. */
  readonly named: NamedDevice;
}

/** Device, browser, date, confidence and address of a result, for footers. */
export const originOf = (
  { environment, createdAt, confidence }: Result,
  address: string | undefined,
): readonly string[] => [
  environment.label,
  environment.browser,
  formatDate(createdAt),
  `confidence ${confidence.level}`,
  ...(address === undefined ? [] : [address]),
];

/** "cancelled at 9 s": why the rest of a partial result is missing. */
const gapOf = ({ partial, warnings, durationSeconds }: Result): string | undefined => {
  if (!partial) return undefined;
  const cause = cardWords.endings.find(({ code }) => warnings.some((one) => one.code === code));
  return `${cause?.words ?? cardWords.ended} ${formatSeconds(durationSeconds, 2)}`;
};

const badgeOf = (result: Result, claimed: boolean): string | undefined => {
  const parts = [
    ...(claimed ? [cardWords.claimed] : []),
    ...(result.partial ? [cardWords.partial] : []),
  ];
  return parts.length === 0 ? undefined : parts.join(", ");
};

interface Origin {
  readonly address: string | undefined;
  readonly named: NamedDevice;
}

/** The visitor's own word for the device stands in place of the browser's. */
const withName = <Measured extends { readonly environment: LiveRun["environment"] }>(
  measured: Measured,
  { label }: NamedDevice,
): Measured =>
  measured.environment === undefined || label === undefined
    ? measured
    : { ...measured, environment: { ...measured.environment, label } };

const isOfProcessor = ({ ratio }: Wall): boolean =>
  ratio.status === "unknown" && ratio.reason === "software";

const barsOf = (input: RooflineInput, { writing }: Wall): readonly TimeBar[] =>
  writing.status === "known" && writing.model !== undefined ? timeBars(input, writing.model) : [];

/** Picture, points and bars; none of a processor, which is never drawn among GPUs. */
const drawn = (input: SceneMeasured, wall: Wall): Pick<Scene, "wall" | "measured" | "bars"> =>
  isOfProcessor(wall)
    ? { wall: undefined, measured: undefined, bars: [] }
    : { wall, measured: input, bars: barsOf(input, wall) };

const ofResult = (given: Result, isClaimed: boolean, { address, named }: Origin): Scene => {
  const result = isClaimed ? given : withName(given, named);
  const badge = badgeOf(result, isClaimed);
  const gap = gapOf(result);
  const wall = wallOf(result);
  const memoryBytes =
    (isClaimed ? undefined : named.memoryBytes) ?? result.suite.options.memoryBytes;
  return {
    sentence: sentenceOf(result, {
      modelName,
      isClaimed,
      ...(memoryBytes !== undefined && { statedMemoryBytes: memoryBytes }),
    }),
    ...drawn(result, wall),
    context: {
      origin: originOf(result, address),
      ...(badge !== undefined && { badge }),
      ...(gap !== undefined && { gap }),
    },
    stops: userStops(result, wall),
    isRecorded: false,
    isClaimed,
    result,
  };
};

/** A run so far, or what is left of one. */
export const liveScene = (
  given: LiveRun,
  isRunning: boolean,
  { address, named }: Origin,
): Scene => {
  const input = { ...withName(given, named), isRunning };
  const { environment } = input;
  return {
    sentence:
      environment &&
      sentenceOf(input, {
        modelName,
        ...(named.memoryBytes !== undefined && { statedMemoryBytes: named.memoryBytes }),
      }),
    ...drawn(input, wallOf(input)),
    context: {
      origin: [
        ...(environment ? [environment.label, environment.browser] : []),
        ...(address === undefined ? [] : [address]),
      ],
      isRunning,
    },
    stops: [],
    isRecorded: false,
    isClaimed: false,
    result: undefined,
  };
};

const emptyWall: Wall = {
  ratio: { status: "unknown", reason: "not-measured" },
  peak: undefined,
  reading: { status: "unknown", reason: "not-measured" },
  writing: { status: "unknown", reason: "not-measured" },
};

const ofNothing = (recording: Result | undefined): Scene => ({
  sentence: undefined,
  wall: recording ? wallOf(recording) : emptyWall,
  context: recording
    ? { origin: originOf(recording, undefined), badge: cardWords.recorded }
    : { origin: [], note: cardWords.noRecording, isRunning: true },
  isRecorded: recording !== undefined,
  isClaimed: false,
  measured: undefined,
  bars: [],
  stops: [],
  result: undefined,
});

/** A run that goes on comes first, then an opened result, then the own one, then a recording. */
export const sceneOf = (input: SceneInput): Scene => {
  const { run, opened, recording, heard } = input;
  if (run.status === "running") return liveScene(liveRun(run.events), true, input);
  if (opened) return ofResult(opened, true, input);
  const own =
    run.status === "done" ? run.result : run.status === "failed" ? run.partial : undefined;
  if (own) return ofResult(own, false, input);
  if (heard) return liveScene(heard, false, input);
  return ofNothing(recording);
};
