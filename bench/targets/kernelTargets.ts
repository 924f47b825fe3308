import { layerProjections } from "../../src/domain/model.ts";
import {
  ceilingKernels,
  type KernelRow,
  type Result,
  type Shape,
} from "../../src/domain/result.ts";
import type { MatrixShape } from "../../src/domain/work.ts";
import { modelById } from "../../src/reference/models.ts";
import type { Figure, Target } from "./target.ts";

/** A figure of a document; undefined where it has none. */
type Reader = (result: Result) => number | undefined;

const isShape = (shape: Shape, { m, n, k }: MatrixShape): boolean =>
  "n" in shape && shape.m === m && shape.n === n && shape.k === k;

const proved = ({ kernels }: Result): readonly KernelRow[] =>
  kernels.filter(({ verification }) => verification.status === "passed");

const rowOf = (result: Result, id: string, shape: MatrixShape): KernelRow | undefined =>
  proved(result).find((row) => row.id === id && isShape(row.shape, shape));

const most = (rates: readonly (number | undefined)[]): number | undefined => {
  const known = rates.flatMap((rate) => rate ?? []);
  return known.length === 0 ? undefined : Math.max(...known);
};

const fetched =
  (shape: MatrixShape, ...ids: readonly string[]): Reader =>
  (result) =>
    most(ids.map((id) => rowOf(result, id, shape)?.bytesPerSecond));

const multiplied =
  (id: string, side: number): Reader =>
  (result) =>
    rowOf(result, id, { m: side, n: side, k: side })?.flopsPerSecond;

const figure =
  (read: Reader) =>
  (result: Result): Figure | undefined => {
    const value = read(result);
    return value === undefined ? undefined : { value };
  };

const shareOf = (read: Reader, whole: Reader): Target["measured"] =>
  figure((result) => {
    const [part, all] = [read(result), whole(result)];
    return part === undefined || all === undefined ? undefined : part / all;
  });

const ofMemory = (read: Reader): Target["measured"] =>
  shareOf(read, ({ ceilings }) => ceilings.memory?.bytesPerSecond);

const largeSet = 4 * 2 ** 30;

const largeRead: Reader = (result) =>
  most(
    proved(result)
      .filter(({ id, bytes }) => id === ceilingKernels.read && bytes >= largeSet)
      .map(({ bytesPerSecond }) => bytesPerSecond),
  );

const vector: MatrixShape = { m: 1, n: 16_384, k: 16_384 };

/** Of the two ways to read f16 the row has the faster; the other's time is the tuner's. */
const halves =
  (isNative: boolean): Reader =>
  (result) => {
    const row = rowOf(result, "gemv-f16", vector);
    if (!row) return undefined;
    const isWanted = (variant: string): boolean => variant.startsWith("native ") === isNative;
    if (isWanted(row.variant)) return row.bytesPerSecond;
    const seconds = result.tuning
      .filter(({ kernel, shape }) => kernel === "gemv-f16" && isShape(shape, vector))
      .flatMap(({ candidates }) => candidates)
      .flatMap((each) => (isWanted(each.variant) ? (each.seconds ?? []) : []));
    return seconds.length === 0 ? undefined : row.bytes / Math.min(...seconds);
  };

const layer = layerProjections(modelById("llama-3.1-8b")!);

/** The slowest of a layer's matrices in a type; undefined unless all were measured. */
const layerMatrices =
  (id: string): Reader =>
  (result) => {
    const rates = layer.map(
      ({ rows, columns }) => rowOf(result, id, { m: 1, n: rows, k: columns })?.bytesPerSecond,
    );
    const known = rates.flatMap((rate) => rate ?? []);
    return known.length === rates.length ? Math.min(...known) : undefined;
  };

const share = (accept: number, stretch: number) => ({ unit: "share", accept, stretch }) as const;
const arithmetic = (accept: number, stretch: number) =>
  ({ unit: "flopsPerSecond", accept, stretch }) as const;

/** What single kernels are to reach on an H100. */
export const kernelTargets: readonly Target[] = [
  {
    what: "memory ceiling, 4 GiB or more",
    field: "kernels: stream-read of 4 GiB, bytesPerSecond",
    unit: "bytesPerSecond",
    accept: 3.15e12,
    stretch: 3.25e12,
    measured: figure(largeRead),
  },
  {
    what: "GEMV f32, 16384²",
    field: "kernels: gemv-f32, bytesPerSecond",
    ...share(0.95, 0.98),
    measured: ofMemory(fetched(vector, "gemv-f32")),
  },
  {
    what: "GEMV f16 native, 16384²",
    field: "kernels: gemv-f16 native, else tuning",
    ...share(0.95, 0.98),
    measured: ofMemory(halves(true)),
  },
  {
    what: "GEMV f16 packed, 16384²",
    field: "kernels: gemv-f16 not native, else tuning",
    ...share(0.95, 0.98),
    measured: ofMemory(halves(false)),
  },
  {
    what: "GEMV f32, slowest of a layer",
    field: "kernels: gemv-f32 of four shapes",
    ...share(0.85, 0.92),
    measured: ofMemory(layerMatrices("gemv-f32")),
  },
  {
    what: "GEMV f16, slowest of a layer",
    field: "kernels: gemv-f16 of four shapes",
    ...share(0.85, 0.92),
    measured: ofMemory(layerMatrices("gemv-f16")),
  },
  {
    what: "GEMV int8, 16384²",
    field: "kernels: gemv-int8 or gemv-dot4-int8",
    ...share(0.92, 0.96),
    measured: ofMemory(fetched(vector, "gemv-int8", "gemv-dot4-int8")),
  },
  {
    what: "GEMV int4, 16384²",
    field: "kernels: gemv-int4 or gemv-dot4-int4",
    ...share(0.88, 0.94),
    measured: ofMemory(fetched(vector, "gemv-int4", "gemv-dot4-int4")),
  },
  {
    what: "GEMV f16 for 8, 16384²",
    field: "kernels: gemv-batch-f16",
    ...share(0.88, 0.95),
    measured: ofMemory(fetched({ ...vector, m: 8 }, "gemv-batch-f16")),
  },
  {
    what: "GEMM f32, 4096³",
    field: "kernels: gemm-f32, flopsPerSecond",
    ...arithmetic(45e12, 48e12),
    measured: figure(multiplied("gemm-f32", 4096)),
  },
  {
    what: "matrix unit f16 → f32, 4096³",
    field: "kernels: gemm-matrix-f16, flopsPerSecond",
    ...arithmetic(300e12, 400e12),
    measured: figure(multiplied("gemm-matrix-f16", 4096)),
  },
  {
    what: "matrix unit f16 → f32, 8192³",
    field: "kernels: gemm-matrix-f16, flopsPerSecond",
    ...arithmetic(350e12, 400e12),
    measured: figure(multiplied("gemm-matrix-f16", 8192)),
  },
  {
    what: "matrix unit int8, 4096³",
    field: "kernels: gemm-matrix-i8-int8, flopsPerSecond",
    ...arithmetic(350e12, 500e12),
    measured: figure(multiplied("gemm-matrix-i8-int8", 4096)),
  },
  {
    what: "matrix unit int4 of f16, 4096³",
    field: "kernels: gemm-matrix-int4 / gemm-matrix-f16",
    ...share(0.8, 0.95),
    measured: shareOf(multiplied("gemm-matrix-int4", 4096), multiplied("gemm-matrix-f16", 4096)),
  },
];
