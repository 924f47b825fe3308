import type { RunState } from "../../domain/events.ts";
import type { Result } from "../../domain/result.ts";
import { wallOf, type Wall } from "../../analysis/wall.ts";
import { formatDate, formatSeconds } from "../../report/format.ts";
import { sentenceOf, type Sentence } from "../../report/sentence.ts";
import type { CardContext } from "../card/cardModel.ts";
import type { RooflineInput } from "../charts/rooflineFigure.ts";
import { liveRun, type LiveRun } from "../liveRun.ts";
import { modelName } from "../modelName.ts";
import { cardWords } from "../words.ts";

/** What the whole page draws, whatever it comes from. */
export interface Scene {
  readonly sentence: Sentence | undefined;
  readonly wall: Wall | undefined;
  readonly context: CardContext;
  /** The picture is somebody else's. */
  readonly isRecorded: boolean;
  /** The result came from a file or a link. */
  readonly isClaimed: boolean;
  readonly measured: (RooflineInput & Pick<LiveRun, "skipped">) | undefined;
  readonly result: Result | undefined;
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

const ofResult = (result: Result, claimed: boolean, address: string | undefined): Scene => {
  const badge = badgeOf(result, claimed);
  const gap = gapOf(result);
  const { memoryBytes } = result.suite.options;
  const wall = wallOf(result);
  const isSoftware = wall.ratio.status === "unknown" && wall.ratio.reason === "software";
  return {
    sentence: sentenceOf(result, {
      modelName,
      ...(memoryBytes !== undefined && { statedMemoryBytes: memoryBytes }),
    }),
    wall: isSoftware ? undefined : wall,
    context: {
      origin: originOf(result, address),
      ...(badge !== undefined && { badge }),
      ...(gap !== undefined && { gap }),
    },
    isRecorded: false,
    isClaimed: claimed,
    measured: result,
    result,
  };
};

const ofLive = (live: LiveRun, isRunning: boolean, address: string | undefined): Scene => {
  const input = { ...live, isRunning };
  const wall = wallOf(input);
  const isSoftware = wall.ratio.status === "unknown" && wall.ratio.reason === "software";
  const { environment } = live;
  return {
    sentence: environment && sentenceOf(input, { modelName }),
    wall: isSoftware ? undefined : wall,
    context: {
      origin: [
        ...(environment ? [environment.label, environment.browser] : []),
        ...(address === undefined ? [] : [address]),
      ],
      isRunning,
    },
    isRecorded: false,
    isClaimed: false,
    measured: live,
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
  result: undefined,
});

/** A run that goes on comes first, then an opened result, then the own one, then a recording. */
export const sceneOf = ({ run, opened, recording, heard, address }: SceneInput): Scene => {
  if (run.status === "running") return ofLive(liveRun(run.events), true, address);
  if (opened) return ofResult(opened, true, address);
  const own =
    run.status === "done" ? run.result : run.status === "failed" ? run.partial : undefined;
  if (own) return ofResult(own, false, address);
  if (heard) return ofLive(heard, false, address);
  return ofNothing(recording);
};
