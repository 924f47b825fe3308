import { describe, expect, it, vi } from "vitest";
import { DispatchEncoder, type Dispatch } from "../../../src/gpu/dispatch.ts";
import { GpuDevice } from "../../../src/gpu/gpuDevice.ts";
import { fakeDevice } from "./fakeDevice.ts";

vi.stubGlobal("GPUBufferUsage", { UNIFORM: 64, COPY_DST: 8 });

const layout = { label: "layout" };
const pipeline = { getBindGroupLayout: () => layout } as unknown as GPUComputePipeline;
const dispatchOf = (workgroups: number): Dispatch => ({
  pipeline,
  buffers: [{ buffer: { label: "weights" } as GPUBuffer }],
  parameters: new Uint32Array([11, 12]),
  workgroups,
});

/** Encodes ranges and gives the grids, the uniform words and the number of live buffers. */
const encode = (workgroups: number, ranges: readonly (readonly [number?, number?])[]) => {
  const uniforms: number[][] = [];
  const { device } = fakeDevice({
    queue: {
      writeBuffer: (_: unknown, __: number, words: Uint32Array) => uniforms.push([...words]),
    },
  });
  const gpu = new GpuDevice(device);
  const encoder = new DispatchEncoder(gpu);
  const dispatch = dispatchOf(workgroups);
  const grids: (readonly number[])[] = [];
  const pass = {
    setPipeline: () => undefined,
    setBindGroup: () => undefined,
    dispatchWorkgroups: (...grid: number[]) => grids.push(grid),
  } as unknown as GPUComputePassEncoder;
  for (const range of ranges) encoder.encode(pass, dispatch, ...range);
  const liveBuffers = gpu.liveBuffers;
  encoder.release();
  return { grids, uniforms, liveBuffers, afterRelease: gpu.liveBuffers };
};

describe("a dispatch", () => {
  it.each([
    [1, [1, 1]],
    [65_535, [65_535, 1]],
    [65_536, [65_535, 2]],
    [131_071, [65_535, 3]],
    [1_000_000, [65_535, 16]],
  ])("of %i workgroups has a grid of %j, all of them in it", (workgroups, grid) => {
    const { grids } = encode(workgroups, [[]]);
    expect(grids).toEqual([grid]);
    expect(grid[0]! * grid[1]!).toBeGreaterThanOrEqual(workgroups);
  });

  it("tells the shader which of its workgroups a pass is for", () => {
    const { grids, uniforms } = encode(100, [[], [40], [40, 7]]);
    expect(grids).toEqual([
      [100, 1],
      [60, 1],
      [7, 1],
    ]);
    expect(uniforms).toEqual([
      [0, 100, 11, 12],
      [40, 100, 11, 12],
      [40, 47, 11, 12],
    ]);
  });

  it("makes a range's uniforms once and frees them", () => {
    const { uniforms, liveBuffers, afterRelease } = encode(100, [
      [0, 50],
      [50, 50],
      [0, 50],
    ]);
    expect(uniforms).toHaveLength(2);
    expect([liveBuffers, afterRelease]).toEqual([2, 0]);
  });
});
