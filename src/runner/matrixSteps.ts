import { bytesPerWeight, type DataType } from "../domain/dataType.ts";
import type { MatrixShape } from "../domain/work.ts";
import type { Bytes } from "../domain/units.ts";
import type { MatrixKernel } from "../kernels/kernel.ts";
import { smallBatchKernels } from "../kernels/kernels.ts";
import { growArena } from "../measure/growArena.ts";
import { placedBytes } from "../measure/weightPlacement.ts";
import { measureKernel, type KernelTask } from "../measure/measureKernel.ts";
import { isSmallBatch, smallBatchTokens } from "../workloads/batchEntrants.ts";
import { gemmSide, gemvSide, shareForWeights } from "../workloads/memoryPlan.ts";
import {
  knownCacheBytes,
  knownMemoryRate,
  rareShare,
  workingSetOf,
  type Scene,
  type Step,
} from "./scene.ts";

/** A processor's arithmetic, where the ceiling is not known. */
const slowestFlopsPerSecond = 2e9;
/** Processors decode by weights, not by bytes: small matrices keep the samples short. */
const softwareGemvSide = 1024;
const softwareGemmSide = 256;

/** Weights are stored at most so wide: the shape is one for all types, to compare them at. */
const widestWeight = bytesPerWeight("f32");

const shapeOf = (scene: Scene, kernel: MatrixKernel): MatrixShape => {
  const { session, ledger, suite } = scene;
  const software = session.measuring.adapterKind === "software";
  if (kernel.operation === "gemv") {
    const setBytes = suite.workingSetBytes ?? session.memoryBytes * shareForWeights;
    const side = software
      ? softwareGemvSide
      : gemvSide(widestWeight, setBytes, knownMemoryRate(scene));
    return { m: isSmallBatch(kernel) ? smallBatchTokens : 1, n: side, k: side };
  }
  const ceiling = ledger.ceilings.compute[kernel.ceiling]?.flopsPerSecond;
  const side = software ? softwareGemmSide : gemmSide(ceiling ?? slowestFlopsPerSecond);
  return { m: side, n: side, k: side };
};

/** Makes room for what a kernel cycles through: one matrix where arithmetic limits it, else two at least. */
const makeRoom = async (
  scene: Scene,
  kernel: MatrixKernel,
  matrixBytes: Bytes,
): Promise<Pick<KernelTask, "workingSetBytes" | "cacheShareMax">> => {
  const { session, ledger } = scene;
  const { arena } = session.measuring.context;
  const planned = workingSetOf(scene);
  const isCycled = kernel.operation === "gemv";
  const wanted = isCycled ? Math.max(planned.bytes, 2 * matrixBytes) : matrixBytes;
  if (arena.bytes < wanted) {
    const ceiling = ledger.ceilings.memory?.bytesPerSecond;
    for (const warning of await growArena(session.measuring, wanted, kernel.weights, ceiling)) {
      ledger.warn(warning);
    }
  }
  if (!isCycled) return { workingSetBytes: 0, cacheShareMax: planned.cacheShareMax };
  const workingSetBytes = Math.min(wanted, arena.bytes);
  const cacheShareMax = Math.min(1, knownCacheBytes(scene) / workingSetBytes);
  return { workingSetBytes, cacheShareMax };
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

/** Measures a kernel at a shape, cycling through as many matrices as there is room for, or proves it only. */
export const measureMatrix = async (
  scene: Scene,
  kernel: MatrixKernel,
  shape: MatrixShape,
  timed: boolean,
): Promise<void> => {
  const { session, ledger } = scene;
  const set = await makeRoom(scene, kernel, placedBytes(shape.n, shape.k, kernel.weights));
  ledger.addKernel(await measureKernel(session.measuring, { kernel, shape, timed, ...set }));
};

const pathWords: Readonly<Partial<Record<MatrixKernel["ceiling"], string>>> = {
  dot4I8: " by int8 dot products",
  matrixF16F32: " on the matrix unit",
  matrixI8I32: " on the matrix unit, by int8 arithmetic",
};

const pathOf = ({ ceiling }: MatrixKernel): string => pathWords[ceiling] ?? "";

const isTimed = ({ suite, options }: Scene, { id }: MatrixKernel): boolean =>
  options.kernels !== undefined || !suite.provedOnly.includes(id);

/** Measures one matrix kernel at the square shape that fits this device. */
export const matrixStep = (kernel: MatrixKernel): Step => ({
  now: `${words[kernel.operation].now} in ${kernel.dataType}${pathOf(kernel)}`,
  because: words[kernel.operation].because,
  share: kernel.variantsOn ? rareShare : kernel.operation === "gemv" ? 2 : 3,
  run: (scene) => measureMatrix(scene, kernel, shapeOf(scene, kernel), isTimed(scene, kernel)),
});

/** Measures the small-batch kernels of a type, or only proves them. */
export const smallBatchStep = (wanted: DataType, timed: boolean): Step => ({
  now: `matrix-vector products for a few users at once in ${wanted}`,
  because: "weights that are fetched once serve them all",
  share: timed ? 2 : 0.5,
  run: async (scene) => {
    for (const kernel of smallBatchKernels.filter(({ dataType }) => dataType === wanted)) {
      await measureMatrix(scene, kernel, shapeOf(scene, kernel), timed);
    }
  },
});
