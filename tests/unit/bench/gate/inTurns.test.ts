import { describe, expect, it } from "vitest";
import { entriesOfBlocks } from "../../../../bench/gate/entries.ts";
import { sampleInTurns, type Side, type TurnOptions } from "../../../../bench/gate/inTurns.ts";
import type { SamplesTaken } from "../../../../src/domain/sampler.ts";
import { seededNormal, seededRandom } from "../../statistics/seededRandom.ts";

const metrics = [
  { name: "decode", subject: "tiny f16", variant: "64x1", work: 1 },
  { name: "memory", subject: "stream-read f32", variant: "64", work: 1e6 },
] as const;

interface FakeSide {
  /** Seconds of a unit of work, by metric. */
  readonly decode: number;
  readonly memory: number;
  readonly work?: number;
  readonly answers?: (visit: number) => SamplesTaken | undefined;
}

/** Two sides on one machine that scatters by two per cent, and grows slower all the time. */
const machine = (spread = 0.02) => {
  const normal = seededNormal(seededRandom(11));
  const visited: string[] = [];
  let slowdown = 1;
  const side = (name: string, { decode, memory, work = 1e6, answers }: FakeSide): Side => {
    let visits = 0;
    return {
      metrics: metrics.map((metric) => (metric.name === "memory" ? { ...metric, work } : metric)),
      take: () => {
        visited.push(name);
        visits += 1;
        slowdown *= 1.002;
        const answer = answers?.(visits);
        if (answer) return Promise.resolve(answer);
        const noisy = (seconds: number) => seconds * slowdown * Math.exp(spread * normal());
        return Promise.resolve({
          status: "taken",
          seconds: { decode: noisy(decode), memory: noisy(memory * work) },
        });
      },
    };
  };
  return { side, visited };
};

const options: TurnOptions = {
  limits: [
    { metric: "decode", limit: 0.05 },
    { metric: "memory", limit: 0.05 },
  ],
  mostBlocks: 192,
  seed: 1,
  endedBy: () => undefined,
  onBlock: () => undefined,
};
const alike: FakeSide = { decode: 0.01, memory: 1e-9 };

const verdictsOf = async (one: FakeSide, other: FakeSide, over: Partial<TurnOptions> = {}) => {
  const { side } = machine();
  const turns = await sampleInTurns(
    { a: side("a", one), b: side("b", other) },
    { ...options, ...over },
  );
  if (turns.status !== "judged") throw new Error(turns.status);
  return entriesOfBlocks(turns, metrics);
};

describe("two sides in turns", () => {
  it.each([
    ["same", 1],
    ["slower", 1.15],
    ["faster", 0.85],
  ])(
    "are %s where one takes %d times as long, on a machine that drifts",
    async (verdict, factor) => {
      const [decode, memory] = await verdictsOf(alike, { ...alike, decode: 0.01 * factor });
      expect(decode).toMatchObject({ metric: "decode, tiny f16", verdict, note: "16 blocks" });
      expect(decode!.change!.low).toBeLessThan(factor - 1);
      expect(decode!.change!.high).toBeGreaterThan(factor - 1);
      expect(memory).toMatchObject({ verdict: "same" });
    },
  );

  it("count by unit of work, where two pages took different sizes", async () => {
    const [, memory] = await verdictsOf(alike, { ...alike, work: 2e6 });
    expect(memory).toMatchObject({ verdict: "same" });
  });

  it("come in blocks of A B B A or B A A B, behind a visit of each that does not count", async () => {
    const { side, visited } = machine();
    await sampleInTurns({ a: side("a", alike), b: side("b", alike) }, options);
    const blocks = visited.slice(2).join("").match(/.{4}/g)!;
    expect(visited.slice(0, 2)).toEqual(["a", "b"]);
    expect(new Set(blocks)).toEqual(new Set(["abba", "baab"]));
  });

  it("go on for what is undecided alone, to the last look", async () => {
    const told: (readonly [number, number])[] = [];
    const [decode, memory] = await verdictsOf(
      alike,
      { ...alike, decode: 0.0105 }, // at the limit: no number of blocks decides that
      { mostBlocks: 40, onBlock: (blocks, undecided) => told.push([blocks, undecided]) },
    );
    expect(told.at(15)).toEqual([16, 1]);
    expect(told.at(-1)).toEqual([40, 1]);
    expect(memory).toMatchObject({ verdict: "same", note: "16 blocks" });
    expect(decode).toMatchObject({ verdict: "unsure" });
    expect(decode!.note).toContain("not decided by 40 blocks");
  });

  it("stay unsure where the time is over first, and say so", async () => {
    let blocks = 0;
    const [decode] = await verdictsOf(
      alike,
      { ...alike, decode: 0.02 },
      {
        endedBy: () => (++blocks > 10 ? "the time was over" : undefined),
      },
    );
    expect(decode).toMatchObject({ verdict: "unsure" });
    expect(decode).not.toHaveProperty("change");
    expect(decode!.note).toContain("the time was over");
  });

  it("leave out a block in which a visit's clock could not be read", async () => {
    const unread = (visit: number): SamplesTaken | undefined =>
      visit === 4 ? { status: "taken", seconds: { memory: 1e-3 } } : undefined;
    const [decode] = await verdictsOf(alike, { ...alike, decode: 0.0115, answers: unread });
    expect(decode).toMatchObject({ verdict: "slower", note: "15 blocks" });
  });

  it.each<readonly [SamplesTaken["status"], Exclude<SamplesTaken, { status: "taken" }>]>([
    ["wrong", { status: "wrong", metric: "decode", reason: "row 3 differs" }],
    ["failed", { status: "failed", failure: { code: "device-lost", message: "gone" } }],
  ])("end at once where a side's samples are %s", async (_, taken) => {
    const { side, visited } = machine();
    const turns = await sampleInTurns(
      {
        a: side("a", alike),
        b: side("b", { ...alike, answers: (v) => (v === 3 ? taken : undefined) }),
      },
      options,
    );
    expect(turns).toEqual({ status: "broken", side: "b", taken });
    expect(visited.length).toBeLessThan(10);
  });
});
