import type { Page } from "@playwright/test";

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Move {
  readonly from: Box;
  readonly to: Box;
}

/** Layout shifts that no input excuses, as the browser tells them: shadow roots hide what moved. */
export interface LayoutShifts {
  readonly sum: number;
  readonly moves: readonly Move[];
}

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly {
    readonly previousRect: DOMRectReadOnly;
    readonly currentRect: DOMRectReadOnly;
  }[];
}

declare global {
  interface Window {
    layoutShifts: { sum: number; moves: Move[] };
  }
}

/** From the next page on. */
export const watchLayoutShifts = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const shifts: Window["layoutShifts"] = { sum: 0, moves: [] };
    window.layoutShifts = shifts;
    const boxOf = ({ x, y, width, height }: DOMRectReadOnly): Box => ({ x, y, width, height });
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries() as LayoutShift[]) {
        if (hadRecentInput) continue;
        shifts.sum += value;
        for (const { previousRect, currentRect } of sources)
          shifts.moves.push({ from: boxOf(previousRect), to: boxOf(currentRect) });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
};

/** Two frames later, every shift so far has been told. */
export const layoutShifts = (page: Page): Promise<LayoutShifts> =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame += 1)
      await new Promise((resolve) => requestAnimationFrame(resolve));
    await new Promise((resolve) => setTimeout(resolve, 50));
    return window.layoutShifts;
  });

/** Moves up or down by more than a pixel, of what lies outside `exempt`. */
export const verticalMoves = (
  { moves }: LayoutShifts,
  exempt: Box = { x: 0, y: 0, width: 0, height: 0 },
): readonly Move[] => {
  const isOutside = ({ y, height }: Box): boolean =>
    y < exempt.y - 1 || y + height > exempt.y + exempt.height + 1;
  return moves.filter(
    ({ from, to }) => Math.abs(from.y - to.y) > 1 && (isOutside(from) || isOutside(to)),
  );
};
