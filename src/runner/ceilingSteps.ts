import type { Bytes, Flops, Seconds } from "../domain/units.ts";
import { dispatch } from "../kernels/dispatch.ts";
import type { ArithmeticKernel, StreamKernel } from "../kernels/kernel.ts";
import { f16Words } from "../kernels/inputs.ts";
import { streamCopy } from "../kernels/streamCopy.ts";
import { streamRead } from "../kernels/streamRead.ts";
import { streamWrite } from "../kernels/streamWrite.ts";
import { growArena } from "../measure/growArena.ts";
import { measureKernel } from "../measure/measureKernel.ts";
import {
  knownArithmetic,
  knownMemoryRate,
  rareShare,
  workingSetOf,
  type Scene,
  type Step,
} from "./scene.ts";

/** Words of 4 bytes in whole vectors. */
export const elementsOf = (bytes: Bytes): number => Math.floor(bytes / 16) * 4;

export const memoryStep: Step = {
  now: "streaming reads",
  because: "no kernel can fetch faster than the fastest of these: the memory ceiling",
  share: 2,
  run: async (scene) => {
    const { session, ledger } = scene;
    const { context } = session.measuring;
    const { bytes, cacheShareMax } = workingSetOf(scene);
    const rate = knownMemoryRate(scene);
    for (const warning of await growArena(session.measuring, bytes, f16Words, rate)) {
      ledger.warn(warning);
    }
    if (cacheShareMax > 0.05) {
      ledger.warn({
        code: "cache-share",
        message: `Up to ${Math.round(100 * cacheShareMax)}% of the weights may have come from the cache.`,
        data: { cacheShareMax },
      });
    }
    const available = Math.min(bytes, context.arena.bytes);
    if (available === 0) {
      ledger.skip({
        id: streamRead.id,
        dataType: streamRead.dataType,
        code: "out-of-memory",
        message: "The device gave no memory for weights.",
      });
      return;
    }
    ledger.addKernel(
      await measureKernel(session.measuring, {
        kernel: streamRead,
        shape: { elements: elementsOf(available) },
        workingSetBytes: available,
        cacheShareMax,
      }),
    );
  },
};

/** Of one repetition: well below a tenth of a second on the slowest devices of either kind. */
export const arithmeticFlops = { hardware: 2 ** 34, software: 2 ** 26 } as const;

/** A matrix unit does 4 to 20 times what the same chip does in f32. */
const matrixSeconds: Seconds = 0.03;

/** A power of two, so that workgroups come out whole. */
const matrixFlops = (scene: Scene): Flops =>
  2 ** Math.max(34, Math.min(40, Math.floor(Math.log2(matrixSeconds * knownArithmetic(scene)))));

export const arithmeticStep = (kernel: ArithmeticKernel): Step => ({
  now: `arithmetic on registers, ${kernel.id}`,
  because: "no kernel can calculate faster than this: the arithmetic ceiling",
  share: kernel.variantsOn ? rareShare : 1,
  run: async (scene) => {
    const { session, ledger } = scene;
    const { flops } = kernel.work({ elements: 1 });
    const wanted = kernel.variantsOn
      ? matrixFlops(scene)
      : arithmeticFlops[session.measuring.adapterKind];
    const elements = wanted / flops;
    ledger.addKernel(
      await measureKernel(session.measuring, {
        kernel,
        shape: { elements },
        workingSetBytes: 0,
        cacheShareMax: 0,
      }),
    );
  },
});

/** Measures a stream into a buffer of its own, half as large as the working set or as one buffer. */
const writingStep = (kernel: StreamKernel, now: string): Step => ({
  now,
  because: "writing costs memory too",
  share: 1,
  run: async (scene) => {
    const { session, ledger } = scene;
    const { bytes, cacheShareMax } = workingSetOf(scene);
    const first = session.measuring.context.arena.buffers[0]?.bytes ?? 0;
    const written = Math.min(bytes / 2, first);
    if (written === 0) return;
    ledger.addKernel(
      await measureKernel(session.measuring, {
        kernel,
        shape: { elements: elementsOf(written) },
        workingSetBytes: written,
        cacheShareMax,
      }),
    );
  },
});

export const copyStep = writingStep(streamCopy, "a copy");
export const writeStep = writingStep(streamWrite, "writes");

export const dispatchStep: Step = {
  now: "dispatches that do nothing",
  because: "a step of decode is made of many, one after the other",
  share: 1,
  run: async ({ session, ledger }) => {
    ledger.addKernel(
      await measureKernel(session.measuring, {
        kernel: dispatch,
        shape: { elements: 1 },
        workingSetBytes: 0,
        cacheShareMax: 0,
      }),
    );
  },
};
