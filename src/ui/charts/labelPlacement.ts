import type { Position } from "./chartFigure.ts";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A label that wants to stand by one of its anchors: beside a mark, or close along a line. */
export interface LabelRequest {
  readonly anchors: readonly Position[];
  /** Pixels to keep from the anchor. */
  readonly radius: number;
  readonly width: number;
  readonly height: number;
  readonly prefer: "beside" | "along";
}

export const overlap = (one: Box, other: Box): boolean =>
  one.left < other.left + other.width &&
  other.left < one.left + one.width &&
  one.top < other.top + other.height &&
  other.top < one.top + one.height;

const within = (box: Box, bounds: Box): boolean =>
  box.left >= bounds.left &&
  box.top >= bounds.top &&
  box.left + box.width <= bounds.left + bounds.width &&
  box.top + box.height <= bounds.top + bounds.height;

const margin = 3;

/** Right, left, below, above, then the corners: near enough that nobody asks whose name it is. */
const besideMark = ({ x, y }: Position, request: LabelRequest): readonly Box[] => {
  const { width, height } = request;
  const gap = request.radius + margin;
  const at = (left: number, top: number): Box => ({ left, top, width, height });
  const [right, left] = [x + gap, x - gap - width];
  const [above, below] = [y - gap - height, y + gap];
  return [
    at(right, y - height / 2),
    at(left, y - height / 2),
    at(x - width / 2, below),
    at(x - width / 2, above),
    ...[right, left].flatMap((column) => [at(column, below), at(column, above)]),
    ...[right, left].flatMap((column) => [at(column, below + height), at(column, above - height)]),
  ];
};

/** Just above or below the line, ending or beginning at the anchor. */
const alongLine = ({ x, y }: Position, { width, height }: LabelRequest): readonly Box[] =>
  [y - margin - height, y + margin].flatMap((top) =>
    [x - width, x, x - width / 2].map((left) => ({ left, top, width, height })),
  );

/** What labels must leave free, and what they may lie over where there is no other place. */
export interface Obstacles {
  readonly hard: readonly Box[];
  readonly soft: readonly Box[];
}

/**
 * A place for each label, in order of importance, that leaves the bounds, the obstacles and earlier
 * labels free; undefined for a label that finds none, which is then not drawn.
 */
export const placeLabels = (
  requests: readonly LabelRequest[],
  bounds: Box,
  { hard, soft }: Obstacles = { hard: [], soft: [] },
): readonly (Box | undefined)[] => {
  const taken: Box[] = [...hard];
  return requests.map((request) => {
    const candidates = request.prefer === "beside" ? besideMark : alongLine;
    const free = request.anchors
      .flatMap((anchor) => candidates(anchor, request))
      .filter((box) => within(box, bounds) && !taken.some((other) => overlap(box, other)));
    const place = free.find((box) => !soft.some((other) => overlap(box, other))) ?? free[0];
    if (place) taken.push(place);
    return place;
  });
};
