import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  overlap,
  placeLabels,
  type Box,
  type LabelRequest,
} from "../../../src/ui/charts/labelPlacement.ts";

const bounds: Box = { left: 0, top: 0, width: 200, height: 100 };
const label = (x: number, y: number, prefer: LabelRequest["prefer"] = "beside"): LabelRequest => ({
  anchors: [{ x, y }],
  radius: 5,
  width: 40,
  height: 12,
  prefer,
});

describe("labels", () => {
  it("stand to the right of their mark where there is room", () => {
    expect(placeLabels([label(50, 50)], bounds)[0]).toMatchObject({ left: 58, top: 44 });
  });

  it("stand to the left of it at the right edge", () => {
    expect(placeLabels([label(190, 50)], bounds)[0]).toMatchObject({ left: 142, top: 44 });
  });

  it("stand just above their line", () => {
    expect(placeLabels([label(150, 50, "along")], bounds)[0]).toMatchObject({ left: 110, top: 35 });
  });

  it("take the next anchor where the first has no room", () => {
    const wall = { left: 60, top: 0, width: 140, height: 100 };
    const request = {
      ...label(150, 50, "along"),
      anchors: [
        { x: 150, y: 50 },
        { x: 45, y: 50 },
      ],
    };
    const [place] = placeLabels([request], bounds, { hard: [wall], soft: [] });
    expect(place).toMatchObject({ left: 5 });
  });

  it("lie over a published line sooner than vanish, but over nothing measured", () => {
    const everywhere = { hard: [], soft: [bounds] };
    expect(placeLabels([label(50, 50)], bounds, everywhere)[0]).toBeDefined();
    expect(placeLabels([label(50, 50)], bounds, { hard: [bounds], soft: [] })[0]).toBeUndefined();
  });

  it("never overlap one another and never leave the bounds", () => {
    const anchor = fc.record({
      x: fc.integer({ min: 0, max: 200 }),
      y: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(anchor, { maxLength: 12 }), (anchors) => {
        const places = placeLabels(
          anchors.map(({ x, y }, index) => label(x, y, index % 2 === 0 ? "beside" : "along")),
          bounds,
        ).filter((place) => place !== undefined);
        for (const [index, place] of places.entries()) {
          expect(place.left).toBeGreaterThanOrEqual(0);
          expect(place.left + place.width).toBeLessThanOrEqual(200);
          expect(place.top + place.height).toBeLessThanOrEqual(100);
          expect(places.slice(index + 1).some((other) => overlap(place, other))).toBe(false);
        }
      }),
    );
  });
});
