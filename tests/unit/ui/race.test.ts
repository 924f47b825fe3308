import { describe, expect, it } from "vitest";
import { raceModes, raceSchedule, type RaceMode } from "../../../src/projection/race.ts";
import { constantPace } from "../../../src/projection/racePaces.ts";
import {
  isTooFast,
  raceLaneView,
  splitText,
  writingRateText,
} from "../../../src/ui/raceLaneView.ts";
import { entrantsOf, lanesOf, raceScene, type RaceChoice } from "../../../src/ui/raceScene.ts";
import { raceText } from "../../../src/ui/raceText.ts";
import { fixtures } from "../../fixtures/results.ts";
import { modelOf, reference } from "../projection/subjects.ts";

const modeOf = (id: RaceMode["id"]): RaceMode => {
  const found = raceModes.find((mode) => mode.id === id);
  if (!found) throw new Error(`no mode ${id}`);
  return found;
};
const chat = modeOf("chat"); // 512 to read, 256 to write
const at = (decodeTokensPerSecond: number) =>
  raceSchedule(constantPace({ prefillTokensPerSecond: 512, decodeTokensPerSecond }), chat, {
    prefixCache: true,
  });
const slow = at(64); // 1 s of reading, 4 s of writing

describe("a lane", () => {
  it.each([
    [0, "ready", "ready", ""],
    [0.5, "reading", "reads 512 tokens", ""],
    [2, "writing", "64 of 256 tokens written", raceText("chat", 64)],
    [5, "finished", "finished after 5 s: 1 s of it reading, 4 s writing", raceText("chat", 256)],
  ])("at %d s is %s", (seconds, status, line, page) => {
    expect(raceLaneView(slow, chat, seconds, 10)).toMatchObject({ status, line, page });
  });

  it("draws what has passed against the slowest lane", () => {
    expect(raceLaneView(slow, chat, 2, 10).bars).toEqual([
      { kind: "reading", start: 0, length: 0.1 },
      { kind: "writing", start: 0.1, length: 0.1 },
    ]);
  });

  it("shows no text past 100 tokens/s, since it could not be told apart", () => {
    expect([isTooFast(at(100)), isTooFast(at(101))]).toEqual([false, true]);
    expect(raceLaneView(at(101), chat, 2, 10).page).toBeUndefined();
    expect(raceLaneView(at(100), chat, 2, 10).page).not.toBe("");
  });

  it("tells the turn of a task with many", () => {
    const agent = modeOf("agent");
    const pace = constantPace({ prefillTokensPerSecond: 1024, decodeTokensPerSecond: 32 });
    const schedule = raceSchedule(pace, agent, { prefixCache: true });
    expect(raceLaneView(schedule, agent, 17, 100).line).toBe("reads 2,048 tokens, turn 2 of 20");
  });

  it("says that a wait is missing where nothing tells how fast it reads", () => {
    const schedule = raceSchedule(constantPace({ decodeTokensPerSecond: 64 }), chat, {
      prefixCache: true,
    });
    expect(splitText(schedule)).toContain("that wait is missing");
    expect(splitText(slow)).not.toContain("missing");
  });

  it("tells a rate that falls as the context grows from one that does not", () => {
    const falling = raceSchedule(
      { readingSeconds: () => 0, secondsPerToken: (tokens) => 0.01 + tokens * 1e-6 },
      modeOf("agent"),
      { prefixCache: true },
    );
    expect(writingRateText(falling)).toMatch(
      /^writes [\d.]+ tokens\/s, [\d.]+ tokens\/s at the end$/,
    );
    expect(writingRateText(slow)).toBe("writes 64 tokens/s");
  });
});

describe("the sample text", () => {
  it("grows with the tokens and never goes back within a page", () => {
    expect(raceText("chat", 0)).toBe("");
    expect(raceText("chat", 10).startsWith(raceText("chat", 9))).toBe(true);
  });

  it.each(raceModes)("of $id fits six lines of a phone", ({ id }) => {
    for (let tokens = 0; tokens < 600; tokens += 1) {
      const lines = raceText(id, tokens).trimEnd().split("\n");
      const rows = lines.reduce((sum, line) => sum + Math.ceil((line.length || 1) / 38), 0);
      expect(rows).toBeLessThanOrEqual(6);
    }
  });
});

describe("a race", () => {
  const choice: RaceChoice = {
    mode: chat,
    prefixCache: true,
    model: modelOf("llama-3.1-8b"),
    weights: "f16",
    lanes: ["", "", ""],
    typed: [{ reading: 400, writing: 20 }],
  };

  it("has the visitor, somebody's measurement and a bound in its lanes", () => {
    const scene = raceScene(entrantsOf(reference, fixtures.discrete, choice), choice);
    expect(scene.lanes.map(({ entrant }) => entrant?.standing)).toEqual([
      "measured",
      "published",
      "bound",
    ]);
    expect(scene.longest).toBe(
      Math.max(...scene.lanes.map(({ schedule }) => schedule?.seconds ?? 0)),
    );
  });

  it("does without a result", () => {
    const scene = raceScene(entrantsOf(reference, undefined, choice), choice);
    expect(scene.lanes.map(({ entrant }) => entrant?.standing)).toEqual([
      "bound",
      "published",
      "bound",
    ]);
  });

  it("keeps a lane's choice, and replaces it where the model has no such rates", () => {
    const lanes = [
      "typed",
      "published:llamacpp-l3-8b-f16-decode-apple-m3-max",
      "projected:amd-mi300x",
    ];
    const here = entrantsOf(reference, undefined, choice);
    expect(lanesOf(lanes, here)).toEqual(lanes);
    const elsewhere = entrantsOf(reference, undefined, {
      ...choice,
      model: modelOf("gpt-oss-120b"),
    });
    expect(lanesOf(lanes, elsewhere)).toEqual([
      "typed",
      "published:llamacpp-gptoss120b-decode-nvidia-dgx-spark",
      "projected:amd-mi300x",
    ]);
  });

  it("has no lane for typed rates without one of writing", () => {
    const empty = {
      ...choice,
      lanes: ["typed", "", ""],
      typed: [{ reading: 1, writing: undefined }],
    };
    const entrants = entrantsOf(reference, undefined, empty);
    expect(raceScene(entrants, empty).lanes[0]).toEqual({
      entrant: undefined,
      schedule: undefined,
    });
    expect(raceScene(entrants, { ...empty, typed: choice.typed }).lanes[0]?.entrant?.standing).toBe(
      "typed",
    );
  });
});
