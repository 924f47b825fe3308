import { bytesPerWeight } from "../domain/dataType.ts";
import type { MatrixShape } from "../domain/work.ts";
import type { Bytes } from "../domain/units.ts";
import type { MatrixKernel } from "../kernels/kernel.ts";
import { placedBytes } from "../measure/weightPlacement.ts";
import { measureKernel } from "../measure/measureKernel.ts";
import { gemmSide, gemvSide } from "../workloads/memoryPlan.ts";
import { knownMemoryRate, workingSetOf, type Scene, type Step } from "./scene.ts";

/** A processor's arithmetic, where the ceiling is not known. */
const slowestFlopsPerSecond = 2e9;
/** Processors decode by weights, not by bytes: small matrices keep the samples short. */
const softwareGemvSide = 1024;
const softwareGemmSide = 256;

const shapeOf = (scene: Scene, kernel: MatrixKernel, workingSetBytes: Bytes): MatrixShape => {
  const software = scene.session.measuring.adapterKind === "software";
  if (kernel.operation === "gemv") {
    const weight = bytesPerWeight(kernel.dataType);
    const side = software
      ? softwareGemvSide
      : gemvSide(weight, workingSetBytes, knownMemoryRate(scene));
    return { m: 1, n: side, k: side };
  }
  const ceiling = scene.ledger.ceilings.compute[kernel.ceiling]?.flopsPerSecond;
  const side = software ? softwareGemmSide : gemmSide(ceiling ?? slowestFlopsPerSecond);
  return { m: side, n: side, k: side };
};

const words = {
  gemv: {
    now: "a matrix-vector product",
    because: "writing one token is made of these: every weight is fetched and used once",
  },
  gemm: {
    now: "a matrix product",
    because: "reading a prompt is made of these: every weight is used for all tokens",
  },
} as const;

/** Measures one matrix kernel at the square shape that fits this device. */
export const matrixStep = (kernel: MatrixKernel): Step => ({
  now: `${words[kernel.operation].now} in ${kernel.dataType}`,
  because: words[kernel.operation].because,
  share: kernel.operation === "gemv" ? 2 : 3,
  run: async (scene) => {
    const { session, ledger } = scene;
    const { arena } = session.measuring.context;
    const { bytes, cacheShareMax } = workingSetOf(scene);
    const shape = shapeOf(scene, kernel, bytes);
    await arena.grow(placedBytes(shape.n, shape.k, kernel.weights));
    ledger.addKernel(
      await measureKernel(session.measuring, {
        kernel,
        shape,
        workingSetBytes: kernel.operation === "gemv" ? bytes : 0,
        cacheShareMax,
      }),
    );
  },
});
