export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A label that wants to stand by its anchor: beside a mark, or above a line. */
export interface LabelRequest {
  readonly x: number;
  readonly y: number;
  /** Pixels to keep from the anchor. */
  readonly radius: number;
  readonly width: number;
  readonly height: number;
  readonly prefer: "beside" | "above";
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

const margin = 4;
const rows = [-1, 1, -2, 2, -3, 3, -4, 4, -5, 5] as const;

/** Nearest places first. */
const candidates = (request: LabelRequest): readonly Box[] => {
  const { x, y, radius, width, height, prefer } = request;
  const gap = radius + margin;
  const right = x + gap;
  const left = x - gap - width;
  const size = { width, height };
  const beside = [right, left].map((start) => ({ left: start, top: y - height / 2, ...size }));
  const columns =
    prefer === "beside" ? [right, left, x - width / 2] : [x - width, x, x - width / 2];
  const further = rows.flatMap((row) => {
    const distance = Math.sign(row) * (gap + height / 2 + (Math.abs(row) - 1) * height);
    return columns.map((start) => ({ left: start, top: y - height / 2 + distance, ...size }));
  });
  return prefer === "beside" ? [...beside, ...further] : further;
};

/**
 * A place for each label, in order of importance, that leaves the bounds, the obstacles and earlier
 * labels free; undefined for a label that finds none, which is then not drawn.
 */
export const placeLabels = (
  requests: readonly LabelRequest[],
  bounds: Box,
  obstacles: readonly Box[] = [],
): readonly (Box | undefined)[] => {
  const taken: Box[] = [...obstacles];
  return requests.map((request) => {
    const place = candidates(request).find(
      (box) => within(box, bounds) && !taken.some((other) => overlap(box, other)),
    );
    if (place) taken.push(place);
    return place;
  });
};
