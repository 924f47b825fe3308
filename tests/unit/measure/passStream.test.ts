import { describe, expect, it } from "vitest";
import { PassStream } from "../../../src/measure/passStream.ts";
import type { PassReport } from "../../../src/measure/timedWork.ts";
import { SimulatedGpu, type SimulationOptions } from "./simulatedGpu.ts";

const never = new AbortController().signal;
const setUp = (options: SimulationOptions = {}, { polled = false, signal = never } = {}) => {
  const gpu = new SimulatedGpu(options);
  const work = gpu.work({ workgroupsPerRepetition: 100, secondsPerRepetition: 0.02 });
  return { gpu, work, stream: new PassStream(work, { wall: gpu.wall, polled }, signal) };
};

describe("stream of passes", () => {
  it("keeps three in flight, so that the queue is never empty", async () => {
    const { gpu, stream } = setUp();
    const passes = [];
    for (let pass = 0; pass < 10; pass += 1) {
      await stream.room();
      passes.push(stream.push(100));
    }
    await Promise.all(passes);
    expect(gpu.mostInFlight).toBe(3);
    const idle = gpu.log.slice(1).map(({ begin }, index) => begin - gpu.log[index]!.end);
    expect(Math.max(...idle)).toBe(0);
  });

  it("hears of a pass when it ends, if it pokes a browser that polls", async () => {
    const { stream, gpu } = setUp({ pollingSeconds: 0.1 }, { polled: true });
    const pass = await stream.one(100);
    expect(pass.completedAt - pass.submittedAt).toBeLessThan(0.022);
    const control = setUp({ pollingSeconds: 0.1 });
    const late = await control.stream.one(100);
    expect(late.completedAt - late.submittedAt).toBeGreaterThan(0.04);
    expect(gpu.pokes).toBeGreaterThan(0);
    expect(control.gpu.pokes).toBe(0);
  });

  it("ends with the run, whether or not the GPU answers", async () => {
    const controller = new AbortController();
    const { stream, work } = setUp({}, { signal: controller.signal });
    work.submit = () => new Promise<PassReport>(() => undefined);
    for (let pass = 0; pass < 3; pass += 1) {
      await stream.room();
      void stream.push(100).catch(() => undefined);
    }
    const waiting = stream.room();
    controller.abort(new Error("cancelled"));
    await expect(waiting).rejects.toThrow("cancelled");
    await expect(stream.one(1)).rejects.toThrow("cancelled");
  });

  it("ends at the first pass whose output was wrong", async () => {
    const { stream, work } = setUp();
    work.submit = () => Promise.reject(new Error("wrong output"));
    await expect(stream.one(1)).rejects.toThrow("wrong output");
    await expect(stream.room()).rejects.toThrow("wrong output");
  });
});
