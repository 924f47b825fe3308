import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { projectDecode } from "../../../src/projection/projectDecode.ts";
import { projectPrefill } from "../../../src/projection/projectPrefill.ts";
import { decodeWork } from "../../../src/projection/decodeWork.ts";
import { mostBatch, mostContextTokens, type Setup } from "../../../src/projection/setup.ts";
import { bitsPerStored, storedTypes, uniformStorage } from "../../../src/projection/storedType.ts";
import {
  expectedDistinctExperts,
  routedWeights,
  storedBytes,
} from "../../../src/projection/weightsTouched.ts";
import type { AcceleratorProfile } from "../../../src/reference/profile.ts";
import { plain, reference } from "./subjects.ts";

const { profiles, models } = reference;
const stored = fc.constantFrom(...storedTypes);
const setups: fc.Arbitrary<Setup> = fc.record({
  storage: fc.record({ matrices: stored, experts: stored }),
  cacheType: stored,
  batch: fc.integer({ min: 1, max: mostBatch }),
  contextTokens: fc.integer({ min: 0, max: mostContextTokens }),
});
const anyProfile = fc.constantFrom(...profiles);
const anyModel = fc.constantFrom(...models);
const factor = fc.double({ min: 1, max: 100, noNaN: true });

const faster = (profile: AcceleratorProfile, times: number): AcceleratorProfile => ({
  ...profile,
  ...(profile.memoryBytesPerSecond && {
    memoryBytesPerSecond: {
      ...profile.memoryBytesPerSecond,
      value: profile.memoryBytesPerSecond.value * times,
    },
  }),
});

/** Rounding alone may tip the scale. */
const slack = 1 + 1e-12;

describe("a projection", () => {
  it("never falls as bandwidth grows", () => {
    fc.assert(
      fc.property(anyProfile, anyModel, setups, factor, (profile, model, setup, times) => {
        const slow = projectDecode(profile, model, setup);
        const fast = projectDecode(faster(profile, times), model, setup);
        expect(fast.status).toBe(slow.status);
        if (slow.status !== "projected" || fast.status !== "projected") return;
        expect(fast.rates.perUser * slack).toBeGreaterThanOrEqual(slow.rates.perUser);
      }),
    );
  });

  it("never gives a user more as others join on the same chips", () => {
    fc.assert(
      fc.property(anyProfile, anyModel, setups, setups, (profile, model, setup, other) => {
        const [few, many] = [setup.batch, other.batch].toSorted((a, b) => a - b);
        const free = projectDecode(profile, model, { ...setup, batch: many ?? 1 });
        if (free.status !== "projected") return;
        const { chips } = free.deployment;
        const alone = projectDecode(profile, model, { ...setup, chips, batch: few ?? 1 });
        if (alone.status !== "projected") throw new Error(alone.status);
        expect(free.rates.perUser).toBeLessThanOrEqual(alone.rates.perUser * slack);
      }),
    );
  });

  it("never gives a user more as the context grows on the same chips", () => {
    fc.assert(
      fc.property(anyProfile, anyModel, setups, (profile, model, setup) => {
        const long = projectDecode(profile, model, setup);
        if (long.status !== "projected") return;
        const { chips } = long.deployment;
        const short = projectDecode(profile, model, { ...setup, chips, contextTokens: 0 });
        if (short.status !== "projected") throw new Error(short.status);
        expect(long.rates.perUser).toBeLessThanOrEqual(short.rates.perUser * slack);
      }),
    );
  });

  it("moves bytes in proportion to the bits of what is stored", () => {
    fc.assert(
      fc.property(anyModel, stored, stored, setups, (model, a, b, setup) => {
        const ratio = bitsPerStored[a] / bitsPerStored[b];
        const of = (type: typeof a) => ({ ...setup, storage: uniformStorage(type) });
        const [ofA, ofB] = [of(a), of(b)].map((one) => decodeWork(model, one, one.batch));
        expect((ofA?.weights.bytes ?? 0) / (ofB?.weights.bytes ?? 1)).toBeCloseTo(ratio, 9);
        expect(ofA?.cacheBytesRead).toBe(ofB?.cacheBytesRead);
        const held = storedBytes(model, uniformStorage(a)) / storedBytes(model, uniformStorage(b));
        expect(held).toBeCloseTo(ratio, 9);
        const cached = { ...setup, cacheType: a, contextTokens: setup.contextTokens + 1 };
        const read = decodeWork(model, cached, 1).cacheBytesRead;
        const other = decodeWork(model, { ...cached, cacheType: b }, 1).cacheBytesRead;
        expect(read / other).toBeCloseTo(ratio, 9);
      }),
    );
  });

  it("has no number that is 0, infinite or not a number", () => {
    fc.assert(
      fc.property(
        anyProfile,
        anyModel,
        setups,
        fc.integer({ min: 1, max: mostContextTokens }),
        (profile, model, setup, promptTokens) => {
          const decode = projectDecode(profile, model, setup);
          const prefill = projectPrefill(profile, model, setup, { promptTokens });
          const numbers = [
            ...(decode.status === "projected"
              ? [decode.secondsPerStep, ...Object.values(decode.rates)]
              : []),
            ...(prefill.status === "projected" ? [prefill.seconds, prefill.tokensPerSecond] : []),
          ];
          for (const number of numbers) {
            expect(number).toBeGreaterThan(0);
            expect(number).toBeLessThan(Infinity);
          }
        },
      ),
    );
  });

  it("is a bound only on one chip, with one user or without routing, and not by stages", () => {
    fc.assert(
      fc.property(anyProfile, anyModel, setups, (profile, model, setup) => {
        const decode = projectDecode(profile, model, setup);
        if (decode.status !== "projected" || decode.standing.kind === "estimate") return;
        expect(decode.deployment.chips).toBe(1);
        expect(decode.stages).toBe(1);
        if (model.experts && setup.batch > 1) expect(decode.limit).toBe("arithmetic");
      }),
    );
  });

  it("takes no step shorter than its bytes and its FLOP allow", () => {
    fc.assert(
      fc.property(anyProfile, anyModel, setups, (profile, model, setup) => {
        const decode = projectDecode(profile, model, setup);
        if (decode.status !== "projected") return;
        expect(decode.secondsPerStep).toBeGreaterThanOrEqual(decode.memorySeconds);
        expect(decode.secondsPerStep).toBeGreaterThanOrEqual(decode.arithmeticSeconds ?? 0);
        expect(decode.secondsPerStep).toBeGreaterThanOrEqual(decode.links.seconds);
      }),
    );
  });

  it("reads no prompt faster when more of it must be read", () => {
    fc.assert(
      fc.property(
        anyProfile,
        anyModel,
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 0, max: 100_000 }),
        (profile, model, promptTokens, more) => {
          const of = (tokens: number) =>
            projectPrefill(profile, model, plain, { promptTokens: tokens });
          const [short, long] = [of(promptTokens), of(promptTokens + more)];
          if (short.status !== "projected" || long.status !== "projected") return;
          expect(long.seconds * slack).toBeGreaterThanOrEqual(short.seconds);
        },
      ),
    );
  });
});

describe("expected distinct experts", () => {
  it("are between top-k and all, and never fewer for more tokens", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...models.flatMap((model) => routedWeights(model) ?? [])),
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: 0, max: 2000 }),
        (routed, tokens, more) => {
          const some = expectedDistinctExperts(routed, tokens);
          expect(some * slack).toBeGreaterThanOrEqual(routed.expertsPerToken);
          expect(some).toBeLessThanOrEqual(routed.expertsPerLayer);
          expect(expectedDistinctExperts(routed, tokens + more)).toBeGreaterThanOrEqual(some);
        },
      ),
    );
  });
});
