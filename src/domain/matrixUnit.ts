/** A shape that a matrix unit multiplies, M×K by K×N; components as WGSL names them: `f16`, `i8` … */
export interface MatrixUnit {
  readonly componentType: string;
  readonly resultComponentType: string;
  readonly M: number;
  readonly N: number;
  readonly K: number;
}

/** What a device's matrix unit offers; `units` is empty where it has none or hides it. */
export interface MatrixOffer {
  /** The browser's preference first. */
  readonly units: readonly MatrixUnit[];
  /** Invocations of a subgroup. */
  readonly lanes: number;
  /** Whether a shader has to ask for that size, since the device has others too. */
  readonly isSizeAsked: boolean;
  /** How its builtin functions are told the order in memory: by a flag, or by a type in newer browsers. */
  readonly access: "flagged" | "typed";
  /** Whether operands may lie in arrays of other types, eight halves in one 16-byte value. */
  readonly isPacked: boolean;
}

/** What a browser's builtin functions take. */
export type MatrixAccess = Pick<MatrixOffer, "access" | "isPacked">;

/** No matrix unit. */
export const noMatrixUnit: MatrixOffer = {
  units: [],
  lanes: 32,
  isSizeAsked: false,
  access: "flagged",
  isPacked: false,
};

const usualLanes = 32;

interface SubgroupSizes {
  readonly vendor: string;
  readonly subgroupMinSize?: number;
  readonly subgroupMaxSize?: number;
}

/** Metal tells no range, so that browsers give a wide one for GPUs whose subgroups are all of 32. */
const alwaysUsual = /^apple$/i;

/**
 * Subgroups of 32, as every matrix unit takes them, where the device has them and can be told to use them;
 * else of its largest size.
 */
export const matrixOfferOf = (
  units: readonly MatrixUnit[],
  {
    vendor,
    subgroupMinSize: least = usualLanes,
    subgroupMaxSize: most = usualLanes,
  }: SubgroupSizes,
  canAskForSize: boolean,
  access: MatrixAccess,
): MatrixOffer => {
  const isSizeAsked = canAskForSize && least < most;
  const nearest = Math.min(Math.max(usualLanes, least), most);
  const isNearest = isSizeAsked || alwaysUsual.test(vendor);
  return { units, lanes: isNearest ? nearest : most, isSizeAsked, ...access };
};
