import { afterEach, describe, expect, it, vi } from "vitest";
import { adapterKindOf, limitsOf, requestAdapter } from "../../../src/gpu/adapter.ts";

const nothing = { vendor: "", architecture: "", device: "", description: "" };

const adapterOf = (info: object): GPUAdapter => ({ info: { ...nothing, ...info } }) as GPUAdapter;

/** A browser whose WebGPU gives these adapters, by default and where a software one is forced. */
const browser = (
  byDefault: GPUAdapter | null | undefined,
  forced: GPUAdapter | null = null,
  isSecureContext = true,
): void => {
  vi.stubGlobal("isSecureContext", isSecureContext);
  const gpu = {
    requestAdapter: ({ forceFallbackAdapter }: GPURequestAdapterOptions) =>
      Promise.resolve(forceFallbackAdapter ? forced : byDefault),
  };
  vi.stubGlobal("navigator", byDefault === undefined ? {} : { gpu });
};

afterEach(() => vi.unstubAllGlobals());

const hardware = adapterOf({ vendor: "nvidia", architecture: "hopper" });
const software = adapterOf({ vendor: "google", architecture: "swiftshader" });

describe("an adapter", () => {
  it.each([
    [{ isFallback: true }, "software"],
    [{ architecture: "swiftshader" }, "software"],
    [{ description: "llvmpipe (LLVM 15.0.6, 256 bits)" }, "software"],
    [{ description: "Microsoft Basic Render Driver" }, "software"],
    [{ vendor: "nvidia", architecture: "hopper", isFallback: false }, "hardware"],
    [{ vendor: "qualcomm", description: "Adreno Warpspeed" }, "hardware"],
    [{}, "hardware"],
  ])("that says %o is %s", (info, kind) => {
    expect(adapterKindOf({ ...nothing, ...info })).toBe(kind);
  });
});

describe("asking for an adapter", () => {
  it.each([
    ["insecure-context", undefined, null, false, "auto"],
    ["no-webgpu", undefined, null, true, "auto"],
    ["no-adapter", null, null, true, "auto"],
    ["no-adapter", null, software, true, "hardware"],
    ["no-hardware-adapter", software, software, true, "hardware"],
    ["no-adapter", hardware, null, true, "software"],
  ] as const)("fails with %s", async (code, byDefault, forced, secure, choice) => {
    browser(byDefault, forced, secure);
    await expect(requestAdapter(choice)).resolves.toMatchObject({
      status: "unavailable",
      failure: { code },
    });
  });

  it.each([
    ["auto", hardware, null, hardware, "hardware"],
    ["auto", software, null, software, "software"],
    ["auto", null, software, software, "software"],
    ["hardware", hardware, software, hardware, "hardware"],
    ["software", hardware, software, software, "software"],
  ] as const)("for %s gives what there is", async (choice, byDefault, forced, adapter, kind) => {
    browser(byDefault, forced);
    await expect(requestAdapter(choice)).resolves.toMatchObject({
      status: "ready",
      adapter,
      kind,
    });
  });

  it("copies what the adapter says and leaves out what it does not", async () => {
    browser(adapterOf({ vendor: "apple", isFallbackAdapter: false, subgroupMinSize: 32 }));
    await expect(requestAdapter("auto")).resolves.toHaveProperty("info", {
      ...nothing,
      vendor: "apple",
      isFallback: false,
      subgroupMinSize: 32,
    });
  });
});

it("copies the shapes of the matrix unit, which neither clone nor spread", async () => {
  class Config {
    readonly componentType = "f16";
    readonly resultComponentType = "f32";
    readonly M = 16;
    readonly N = 8;
    readonly K = 8;
    get more(): string {
      throw new Error("only what is known is read");
    }
  }
  browser(adapterOf({ subgroupMatrixConfigs: [new Config()] }));
  const outcome = await requestAdapter("auto");
  expect(structuredClone(outcome.status === "ready" && outcome.info)).toEqual({
    ...nothing,
    subgroupMatrixConfigs: [
      { componentType: "f16", resultComponentType: "f32", M: 16, N: 8, K: 8 },
    ],
  });
});

it("copies limits from the getters of a prototype, numbers only", () => {
  class Limits {
    get maxBufferSize(): number {
      return 7;
    }
    get name(): string {
      return "no limit";
    }
  }
  for (const key of ["maxBufferSize", "name"]) {
    const getter = Object.getOwnPropertyDescriptor(Limits.prototype, key)!;
    Object.defineProperty(Limits.prototype, key, { ...getter, enumerable: true }); // as WebIDL has it
  }
  const limits = new Limits() as unknown as GPUSupportedLimits;
  expect(limitsOf(limits)).toEqual({ maxBufferSize: 7 });
});
