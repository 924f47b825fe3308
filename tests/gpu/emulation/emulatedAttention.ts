import type { MatrixOffer } from "../../../src/domain/matrixUnit.ts";
import type { AttendKernel } from "../../../src/kernels/step/attend.ts";
import { attendMatrix, type AttendMatrixTile } from "../../../src/kernels/step/attendMatrix.ts";
import attendUnit from "./attend-unit.wgsl?raw";
import { emulatedParts } from "./emulatedKernels.ts";

/** Attention around plain arithmetic in the unit's place; all else is the kernel's own. */
const parts = { ...emulatedParts, unit: attendUnit, attend: { flagged: "", typed: "" } };

interface Emulated {
  readonly id: string;
  readonly shape: readonly [number, number, number];
  readonly lanes: number;
  readonly isPacked: boolean;
  readonly tile: AttendMatrixTile;
}

/** Units of every kind, with one, two and four invocations to a query; halves take four bytes here. */
const emulated: readonly Emulated[] = [
  {
    id: "emulated-attend-matrix",
    shape: [16, 16, 16],
    lanes: 16,
    isPacked: false,
    tile: { subgroups: 2, keys: 32 },
  },
  {
    id: "emulated-attend-matrix-8",
    shape: [8, 8, 8],
    lanes: 32,
    isPacked: false,
    tile: { subgroups: 2, keys: 16 },
  },
  {
    id: "emulated-attend-matrix-packed",
    shape: [8, 16, 16],
    lanes: 16,
    isPacked: true,
    tile: { subgroups: 2, keys: 32 },
  },
];

const offerOf = ({ shape: [M, N, K], lanes, isPacked }: Emulated): MatrixOffer => ({
  units: [{ componentType: "f16", resultComponentType: "f32", M, N, K }],
  lanes,
  isSizeAsked: false,
  access: "flagged",
  isPacked,
});

/** The emulated kernel of this id for heads of so many dimensions; undefined where there is none. */
export const emulatedAttention = (wanted: string, headDim: number): AttendKernel | undefined => {
  const found = emulated.find(({ id }) => id === wanted);
  const [kernel] = found ? attendMatrix(offerOf(found), headDim, parts, [found.tile]) : [];
  return kernel && { ...kernel, id: wanted };
};
