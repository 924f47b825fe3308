import { describe, expect, it } from "vitest";
import { compile } from "../../../src/gpu/compile.ts";
import { GpuDevice } from "../../../src/gpu/gpuDevice.ts";
import { fakeDevice } from "./fakeDevice.ts";

const withPipeline = (
  createComputePipelineAsync: () => Promise<unknown>,
  messages: readonly { type: string; lineNum: number; message: string }[] = [],
): GpuDevice =>
  new GpuDevice(
    fakeDevice({
      createShaderModule: () => ({ getCompilationInfo: () => Promise.resolve({ messages }) }),
      createComputePipelineAsync,
    }).device,
  );

describe("compiling a shader", () => {
  it("gives its pipeline", async () => {
    const pipeline = { label: "gemv" };
    const gpu = withPipeline(() => Promise.resolve(pipeline));
    await expect(compile(gpu, "", {}, "gemv")).resolves.toEqual({ status: "compiled", pipeline });
  });

  it("that is wrong gives the line of its first error", async () => {
    const gpu = withPipeline(
      () => Promise.reject(new Error("invalid")),
      [
        { type: "warning", lineNum: 1, message: "unused" },
        { type: "error", lineNum: 12, message: "no such name" },
      ],
    );
    await expect(compile(gpu, "", {}, "gemv")).resolves.toEqual({
      status: "compile-failed",
      message: "line 12: no such name",
    });
  });

  it("that a driver refuses gives the driver's reason", async () => {
    const gpu = withPipeline(() => Promise.reject(new Error("too many registers")));
    await expect(compile(gpu, "", {}, "gemv")).resolves.toEqual({
      status: "compile-failed",
      message: "too many registers",
    });
  });

  it("that does not end is given up after the limit", async () => {
    const gpu = withPipeline(() => new Promise(() => undefined));
    await expect(compile(gpu, "", {}, "gemv 64x1", 0.05)).resolves.toEqual({
      status: "compile-too-slow",
      message: "gemv 64x1 was not compiled after 0.05 s.",
    });
  });

  it("on a device that is lost meanwhile tells the loss once, and leaves no rejection behind", async () => {
    const rejected = () => Promise.reject(new Error("Instance dropped"));
    const fake = fakeDevice({
      createShaderModule: () => ({}),
      createComputePipelineAsync: rejected,
      popErrorScope: rejected,
    });
    const compiling = compile(new GpuDevice(fake.device), "", {}, "gemv");
    fake.lose("unknown", "The GPU process crashed.");
    await expect(compiling).rejects.toMatchObject({
      failure: { code: "device-lost", message: "The GPU process crashed." },
    });
  });
});
