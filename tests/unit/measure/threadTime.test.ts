import { describe, expect, it } from "vitest";
import { threadTime } from "../../../src/measure/threadTime.ts";

describe("time of the thread", () => {
  it("runs forward, in seconds", async () => {
    const began = threadTime.now();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const elapsed = threadTime.now() - began;
    expect(elapsed).toBeGreaterThan(0.001);
    expect(elapsed).toBeLessThan(5);
  });

  it("comes to the next task after all that was ready", async () => {
    const order: string[] = [];
    const next = threadTime.nextTask().then(() => order.push("next task"));
    void Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => order.push("ready"));
    await next;
    expect(order).toEqual(["ready", "next task"]);
  });
});
