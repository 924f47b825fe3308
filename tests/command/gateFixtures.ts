import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Result } from "../../src/domain/result.ts";
import { discreteMachine, resultOf as fixtureOf } from "../fixtures/results.ts";

/** A run of a made-up GPU that takes `factor` times as long for everything, on a day of 2026. */
const resultOf = (factor: number, day: number): Result =>
  fixtureOf(
    {
      machine: {
        ...discreteMachine,
        readBytesPerSecond: discreteMachine.readBytesPerSecond / factor,
        multiplyAddFlopsPerSecond: discreteMachine.multiplyAddFlopsPerSecond / factor,
        dispatchSeconds: discreteMachine.dispatchSeconds * factor,
      },
      models: ["llama-3.2-1b"],
    },
    { createdAt: new Date(Date.UTC(2026, 0, 1 + day)).toISOString() },
  );

/** Runs of one machine, which scatter by a few parts in a thousand. */
const storeRuns = (folder: string, count: number): void => {
  mkdirSync(folder);
  for (let day = 0; day < count; day += 1) {
    const text = JSON.stringify(resultOf(1 + 0.004 * ((day * 7) % 5), day));
    writeFileSync(join(folder, `run-${day}.json`), text);
  }
};

export const machineFixtures = { resultOf, storeRuns } as const;
