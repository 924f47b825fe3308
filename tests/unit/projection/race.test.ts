import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { raceAt, raceModes, raceSchedule, type RaceMode } from "../../../src/projection/race.ts";
import { constantPace, projectedPace } from "../../../src/projection/racePaces.ts";
import { modelOf, plain, profileOf, setup } from "./subjects.ts";

const chat: RaceMode = {
  id: "chat",
  turns: 1,
  firstPromptTokens: 500,
  nextPromptTokens: 0,
  answerTokens: 100,
};
const agent: RaceMode = { ...chat, id: "agent", turns: 20, nextPromptTokens: 200 };
const pace = constantPace({ prefillTokensPerSecond: 1000, decodeTokensPerSecond: 50 });
const cached = { prefixCache: true };

describe("a lane of the race", () => {
  it("waits for the prompt, then writes", () => {
    const schedule = raceSchedule(pace, chat, cached);
    expect(schedule.legs).toEqual([
      { turn: 1, kind: "reading", startSeconds: 0, seconds: 0.5, tokens: 500 },
      { turn: 1, kind: "writing", startSeconds: 0.5, seconds: 2, tokens: 100 },
    ]);
    expect(schedule.seconds).toBe(2.5);
  });

  it.each([
    [0, "reading", 0, false],
    [0.49, "reading", 0, false],
    [0.5, "writing", 0, false],
    [1.5, "writing", 50, false],
    [2.499, "writing", 99, false],
    [2.5, "writing", 100, true],
    [99, "writing", 100, true],
  ])("at %d s is %s, with %d tokens", (seconds, kind, tokens, isFinished) => {
    const moment = raceAt(raceSchedule(pace, chat, cached), seconds);
    expect(moment).toMatchObject({ leg: { kind }, tokensWritten: tokens, isFinished });
  });

  it("reads only what is new at each turn with a prefix cache, and everything again without", () => {
    const kept = raceSchedule(pace, agent, cached);
    const without = raceSchedule(pace, agent, { prefixCache: false });
    const read = (schedule: typeof kept): readonly number[] =>
      schedule.legs.filter(({ kind }) => kind === "reading").map(({ tokens }) => tokens);
    expect(read(kept).slice(0, 3)).toEqual([500, 200, 200]);
    expect(read(without).slice(0, 3)).toEqual([500, 800, 1100]);
    expect(without.seconds).toBeGreaterThan(kept.seconds);
    expect(kept.answerTokens).toBe(2000);
  });

  it("leaves out the wait, and says so, where nothing tells how fast it reads", () => {
    const schedule = raceSchedule(constantPace({ decodeTokensPerSecond: 50 }), chat, cached);
    expect(schedule.isReadingUnknown).toBe(true);
    expect(schedule.seconds).toBe(2);
    expect(raceSchedule(pace, chat, cached).isReadingUnknown).toBe(false);
  });

  it("goes at a machine's projection, slower as its context grows", () => {
    const long = setup({ contextTokens: 100_000 });
    const paced = projectedPace(profileOf("nvidia-h100-sxm"), modelOf("llama-3.1-8b"), long);
    if (paced.status !== "paced") throw new Error(paced.status);
    expect(1 / paced.pace.secondsPerToken(0)).toBeCloseTo(223.2, 1);
    expect(paced.pace.secondsPerToken(50_000)).toBeGreaterThan(paced.pace.secondsPerToken(0));
    expect(paced.pace.readingSeconds(512, 0)).toBeCloseTo(0.00729, 4);
    expect(paced.pace.readingSeconds(512, 50_000)).toBeGreaterThan(0.00729);
  });

  it("does not start where the machine cannot be projected", () => {
    const sn40l = profileOf("sambanova-sn40l");
    expect(projectedPace(sn40l, modelOf("llama-3.1-8b"), plain).status).toBe("not-published");
  });

  it("never loses tokens as time goes on, and writes all of them", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...raceModes),
        fc.boolean(),
        fc.double({ min: 0, max: 2000, noNaN: true }),
        fc.double({ min: 0, max: 2000, noNaN: true }),
        (mode, prefixCache, a, b) => {
          const schedule = raceSchedule(pace, mode, { prefixCache });
          const [early, late] = [a, b].toSorted((x, y) => x - y).map((s) => raceAt(schedule, s));
          expect(early?.tokensWritten ?? 0).toBeLessThanOrEqual(late?.tokensWritten ?? 0);
          expect(raceAt(schedule, schedule.seconds + 1e-9)?.tokensWritten).toBe(
            mode.turns * mode.answerTokens,
          );
        },
      ),
    );
  });
});
