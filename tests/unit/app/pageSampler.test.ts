import { describe, expect, it, vi } from "vitest";
import type { Measuring } from "../../../src/app/measuring.ts";
import { openPageSampler } from "../../../src/app/pageSampler.ts";
import type { SamplerOpened, SamplesTaken } from "../../../src/domain/sampler.ts";
import type { BenchmarkApi } from "../../../src/runner/api.ts";
import type { Connection } from "../../../src/runner/client.ts";

const ready = { status: "ready", metrics: [] } as unknown as SamplerOpened;
const lost = { code: "device-lost", message: "gone" } as const;
const taken: SamplesTaken = { status: "taken", seconds: { gemv: 0.01 } };

const settingUp = (opened: SamplerOpened = ready, connection?: Connection) => {
  const openSampler = vi.fn((_options: unknown) => Promise.resolve(opened));
  const benchmark = {
    openSampler,
    takeSamples: () => Promise.resolve(taken),
    closeSampler: () => Promise.resolve({ status: "taken", seconds: {} }),
  } as unknown as BenchmarkApi;
  const measuring = {
    connect: () => Promise.resolve(connection ?? { status: "connected", benchmark }),
    onEvent: () => undefined,
  } as unknown as Measuring;
  return { open: (options: unknown) => openPageSampler(measuring, options), openSampler };
};

describe("a page's sampler", () => {
  it("is opened with what was asked for, takes samples and is closed", async () => {
    const { open, openSampler } = settingUp();
    const options = {
      suite: "smoke",
      metrics: ["gemv", "decode"],
      models: ["tiny"],
      memoryBytes: 1e9,
      remembered: [{ subject: "gemv-f16 1x8x8", variant: "64x1" }],
      sizes: { workingSetBytes: 64e6, gemvSide: 1024 },
      clock: "wall",
    };
    const sampler = await open(options);
    expect(openSampler.mock.calls[0]?.[0]).toEqual(options);
    expect(sampler.opened).toBe(ready);
    expect(await sampler.take()).toBe(taken);
    expect(await sampler.close()).toMatchObject({ seconds: {} });
  });

  it.each([
    [undefined, "metrics", "decode, prefill"],
    [{ suite: "smoke", metrics: [] }, "metrics", "decode, prefill"],
    [{ suite: "smoke", metrics: ["speed"] }, "metrics", "decode, prefill"],
    [{ suite: "fast", metrics: ["gemv"] }, "suite", "smoke, quick or full"],
    [{ suite: "smoke", metrics: ["gemv"], sizes: 3 }, "sizes", "opened"],
    [{ suite: "smoke", metrics: ["gemv"], remembered: ["64x1"] }, "remembered", "opened"],
    [{ suite: "smoke", metrics: ["gemv"], clock: "sun" }, "clock", "opened"],
    [{ suite: "smoke", metrics: ["gemv"], speed: 1 }, "speed", "not an option"],
  ])("refuses %j, naming %s", async (options, field, right) => {
    const { open, openSampler } = settingUp();
    await expect(open(options)).rejects.toMatchObject({ code: "bad-options" });
    const { message } = (await open(options).catch((reason: unknown) => reason)) as Error;
    expect(message).toContain(`${field}: `);
    expect(message).toContain(right);
    expect(openSampler).not.toHaveBeenCalled();
  });

  it("rejects with a plain failure where there is no GPU, or no connection to it", async () => {
    const failed = { status: "failed", failure: lost } as const;
    const options = { suite: "smoke", metrics: ["gemv"] };
    await expect(settingUp(failed).open(options)).rejects.toEqual(lost);
    await expect(settingUp(ready, failed).open(options)).rejects.toEqual(lost);
  });
});
