import { liveLabels } from "./bufferCensus.ts";
import { sharedContext, trialContext } from "./trialContext.ts";

export interface Allocation {
  readonly given: boolean;
  /** Errors that no scope caught: there may be none. */
  readonly errors: readonly string[];
  readonly leaked: number;
}

/** Asks for one large buffer and gives it back. */
export const allocate = async (bytes: number): Promise<Allocation> => {
  const { gpu } = await sharedContext();
  const before = liveLabels().length;
  const errorsBefore = gpu.errors.length;
  const buffer = await gpu.allocate(bytes, GPUBufferUsage.STORAGE, "large");
  await gpu.settleErrors();
  if (buffer) gpu.release([buffer]);
  return {
    given: buffer !== undefined,
    errors: gpu.errors.slice(errorsBefore),
    leaked: liveLabels().length - before,
  };
};

/** Grows an arena step by step; whether each step was given, and the bytes at the end. */
export const growArena = async (
  steps: readonly number[],
): Promise<{ readonly given: readonly boolean[]; readonly bytes: number }> => {
  const { arena } = await trialContext();
  const given: boolean[] = [];
  for (const bytes of steps) given.push(await arena.grow(bytes));
  const { bytes } = arena;
  arena.release();
  return { given, bytes };
};
