import { describe, expect, it } from "vitest";
import { raceModes, raceSchedule } from "../../../src/projection/race.ts";
import {
  longestContext,
  measuredEntrant,
  projectedEntrant,
  publishedEntrants,
  typedEntrant,
} from "../../../src/projection/raceEntrants.ts";
import { uniformStorage } from "../../../src/projection/storedType.ts";
import { fixtures } from "../../fixtures/results.ts";
import { modelOf, plain, profileOf, reference, setup } from "./subjects.ts";

const llama8 = modelOf("llama-3.1-8b");

describe("who can race", () => {
  it("is a result with the rates of its own rows", () => {
    const result = fixtures.discrete;
    const entrant = measuredEntrant(result, llama8, plain);
    const writing = result.decode.find(
      ({ model, dataType }) => model === llama8.id && dataType === "f16",
    );
    const reading = result.prefill.find(({ model }) => model === llama8.id);
    expect(entrant?.standing).toBe("measured");
    expect(entrant?.pace.secondsPerToken(0)).toBeCloseTo(writing?.secondsPerStep.median ?? 0, 12);
    expect(entrant?.pace.readingSeconds(512, 0)).toBeCloseTo(
      512 / (reading?.tokensPerSecond ?? 0),
      12,
    );
  });

  it("is a result with whole steps where it has them, slower as the context grows", () => {
    const result = fixtures.steps;
    const entrant = measuredEntrant(result, llama8, plain);
    const secondsAt = (contextTokens: number): number =>
      result.decode.find(
        (row) => row.includes === "step" && row.contextTokens === contextTokens && row.batch === 1,
      )?.secondsPerStep.median ?? 0;
    expect(entrant?.includes).toBe("step");
    expect(measuredEntrant(fixtures.discrete, llama8, plain)?.includes).toBe("weights");
    const { pace } = entrant ?? {};
    expect(pace?.secondsPerToken(4096)).toBeCloseTo(secondsAt(4096), 12);
    expect(pace?.secondsPerToken(2304)).toBeCloseTo((secondsAt(512) + secondsAt(4096)) / 2, 12);
    expect(pace?.secondsPerToken(0)).toBeCloseTo(secondsAt(512), 12);
    const slope = (secondsAt(32_768) - secondsAt(4096)) / (32_768 - 4096);
    expect(pace?.secondsPerToken(65_536)).toBeCloseTo(secondsAt(32_768) + 32_768 * slope, 9);
    const prompt = result.prefill.find(
      ({ includes, promptTokens }) => includes === "step" && promptTokens === 8192,
    );
    expect(pace?.readingSeconds(8000, 0)).toBeCloseTo(8000 / (prompt?.tokensPerSecond ?? 0), 12);
  });

  it("is no result of another model, another storage or a processor", () => {
    expect(measuredEntrant(fixtures.discrete, modelOf("llama-3.1-70b"), plain)).toBeUndefined();
    const fewer = setup({ storage: uniformStorage("int4") });
    expect(measuredEntrant(fixtures.discrete, llama8, fewer)).toBeUndefined();
    const own = modelOf("smollm2-135m");
    const software = {
      ...fixtures.software,
      decode: fixtures.software.decode.map((row) => ({ ...row, model: own.id })),
    };
    expect(measuredEntrant(software, own, plain)).toBeUndefined();
    const hardware = { ...fixtures.discrete, decode: software.decode };
    expect(measuredEntrant(hardware, own, plain)).toBeDefined();
  });

  it("is what others measured, reading and writing of the same set-up", () => {
    const published = publishedEntrants(reference, llama8);
    const find = (id: string) => published.find((entrant) => entrant.id === `published:${id}`);
    const rtx = find("llamacpp-l3-8b-f16-decode-nvidia-rtx-4090");
    expect(rtx?.pace.secondsPerToken(0)).toBeCloseTo(1 / 54.34, 12);
    expect(rtx?.pace.readingSeconds(9056, 0)).toBeCloseTo(1, 12);
    expect(rtx?.measurements?.map(({ weights }) => weights)).toEqual(["F16", "F16"]);
    const a100 = find("llamacpp-l3-8b-f16-decode-nvidia-a100-80gb-sxm");
    expect(a100?.pace.readingSeconds(512, 0)).toBeUndefined(); // published at 4 bits only
  });

  it("is none that wrote with a draft model", () => {
    const all = reference.models.flatMap((model) => publishedEntrants(reference, model));
    expect(all.some(({ measurements }) => measurements?.[0]?.isSpeculative)).toBe(false);
    expect(all.length).toBeGreaterThan(20);
  });

  it("is a machine by its figures, a bound or an estimate, and none without them", () => {
    const bound = projectedEntrant(profileOf("nvidia-h100-sxm"), llama8, plain);
    expect(bound?.standing).toBe("bound");
    expect(1 / (bound?.pace.secondsPerToken(0) ?? 0)).toBeCloseTo(223.2, 1);
    const big = projectedEntrant(profileOf("nvidia-h100-sxm"), modelOf("llama-3.1-405b"), plain);
    expect(big?.standing).toBe("estimate");
    expect(projectedEntrant(profileOf("sambanova-sn40l"), llama8, plain)).toBeUndefined();
  });

  it("is anybody whose rates are typed", () => {
    const entrant = typedEntrant({ prefillTokensPerSecond: 1000, decodeTokensPerSecond: 50 });
    const [chat] = raceModes;
    if (!chat) throw new Error("there is a first mode");
    expect(raceSchedule(entrant.pace, chat, { prefixCache: true }).seconds).toBeCloseTo(
      0.512 + 256 / 50,
      9,
    );
  });
});

describe("the longest context of a race", () => {
  it.each([
    ["chat", 512 + 256],
    ["code", 8192 + 1024],
    ["agent", 8192 + 19 * 2048 + 20 * 256],
  ])("of %s is %d tokens", (id, tokens) => {
    const mode = raceModes.find((one) => one.id === id);
    expect(mode && longestContext(mode)).toBe(tokens);
  });
});
