import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { regenerate, f32Words } from "../../../src/kernels/inputs.ts";
import { streamRead } from "../../../src/kernels/streamRead.ts";
import type { GpuContext } from "../../../src/measure/gpuContext.ts";
import { Random } from "../../../src/measure/random.ts";
import { createStreamReadWork } from "../../../src/measure/streamReadWork.ts";

interface Write {
  readonly offset: number;
  readonly word: number;
}

/** A context whose queue keeps what is written. */
const settingUp = () => {
  const writes: Write[] = [];
  const gpu = {
    limits: { maxComputeWorkgroupsPerDimension: 65_535, minUniformBufferOffsetAlignment: 256 },
    createBuffer: () => ({}),
    release: () => undefined,
    device: {
      queue: {
        writeBuffer: (_buffer: unknown, offset: number, words: Uint32Array) =>
          writes.push({ offset, word: words[0]! }),
      },
    },
  };
  const seed = 7;
  const arena = { buffers: [{ buffer: {}, bytes: 2 ** 20, seed }], format: f32Words };
  const context = { gpu, arena, random: new Random(1) } as unknown as GpuContext;
  const [variant] = streamRead.variants;
  const shape = { elements: 2 ** 18 };
  const pipeline = {} as GPUComputePipeline;
  const work = createStreamReadWork(context, streamRead, pipeline, variant, shape);
  const filled = (offset: number): number => {
    const word = new Uint32Array(1);
    regenerate(f32Words.pattern, seed, offset / 4, word);
    return word[0]!;
  };
  return { work, writes, filled };
};

beforeEach(() => vi.stubGlobal("GPUBufferUsage", { STORAGE: 128, COPY_SRC: 4 }));
afterEach(() => vi.unstubAllGlobals());

describe("a streaming read", () => {
  it("changes a word of the weights with every sample, and takes that back when asked", () => {
    const { work, writes, filled } = settingUp();
    work.work.startSample();
    const changed = writes.at(-1)!;
    expect(changed.word).not.toBe(filled(changed.offset));
    work.restore?.();
    expect(writes.at(-1)).toEqual({ offset: changed.offset, word: filled(changed.offset) });
  });

  it("takes back nothing twice, and changes another word afterwards", () => {
    const { work, writes } = settingUp();
    work.work.startSample();
    work.restore?.();
    const count = writes.length;
    work.restore?.();
    expect(writes).toHaveLength(count);
    work.work.startSample();
    expect(writes).toHaveLength(count + 1);
  });
});
