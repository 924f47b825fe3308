import type { Seconds } from "../../domain/units.ts";
import { median } from "../../statistics/quantile.ts";
import type { Measuring } from "../measuring.ts";
import type { StepWork } from "./createStep.ts";

/** The first tokens wait for clocks and caches. */
const warmUpTokens = 2;
const timedTokens = { hardware: 32, software: 6 } as const;

/**
 * Wall seconds from one token to the next where each is chosen on the GPU and 4 bytes are mapped before the
 * next step begins: what a chat page gets. Every token takes the same place at the context's end.
 */
export const roundTripSeconds = async (
  { clock, adapterKind, signal }: Measuring,
  { run }: StepWork,
  position: number,
): Promise<Seconds> => {
  const seconds: Seconds[] = [];
  let token = 0;
  for (let i = 0; i < warmUpTokens + timedTokens[adapterKind]; i++) {
    signal.throwIfAborted();
    const began = clock.wall.now();
    const [chosen] = await run([{ token, position }]);
    if (i >= warmUpTokens) seconds.push(clock.wall.now() - began);
    token = chosen!;
  }
  return median(seconds)!;
};
