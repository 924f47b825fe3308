import { describe, expect, it } from "vitest";
import { untilVisible, VisibilityPause } from "../../../src/measure/pause.ts";

const soon = Symbol("not yet");
const settledBy = (promise: Promise<unknown>): Promise<unknown> =>
  Promise.race([promise.then(() => "settled"), new Promise((r) => setImmediate(r, soon))]);

describe("pause", () => {
  it("does not wait while the tab can be seen", async () => {
    expect(await settledBy(new VisibilityPause().whenVisible())).toBe("settled");
  });

  it("waits while it is hidden, and goes on when it is shown", async () => {
    const pause = new VisibilityPause();
    pause.setVisible(false);
    const waiting = pause.whenVisible();
    expect(await settledBy(waiting)).toBe(soon);
    pause.setVisible(true);
    expect(await settledBy(waiting)).toBe("settled");
  });

  it("waits on where the tab is hidden again at once", async () => {
    const pause = new VisibilityPause();
    pause.setVisible(false);
    const waiting = pause.whenVisible();
    pause.setVisible(true);
    pause.setVisible(false);
    expect(await settledBy(waiting)).toBe(soon);
  });

  it("begins an epoch with every hiding, and none with what it knows already", () => {
    const pause = new VisibilityPause();
    const epochs = [true, false, false, true, true, false].map((visible) => {
      pause.setVisible(visible);
      return pause.epoch;
    });
    expect(epochs).toEqual([0, 1, 1, 1, 1, 2]);
  });

  it("ends with the run", async () => {
    const pause = new VisibilityPause();
    pause.setVisible(false);
    const controller = new AbortController();
    const waiting = untilVisible(pause, controller.signal);
    controller.abort(new Error("cancelled"));
    await expect(waiting).rejects.toThrow("cancelled");
  });
});
