import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { neverPaused } from "../../../src/measure/pause.ts";
import type { Sampler } from "../../../src/runner/sampler.ts";
import { createSampling } from "../../../src/runner/sampling.ts";

const opened = { status: "ready", metrics: [] } as unknown as Sampler["opened"];
const sampler = {
  opened,
  take: vi.fn(() => Promise.resolve({ status: "taken" as const, seconds: { gemv: 0.01 } })),
  close: vi.fn(() => Promise.resolve({ status: "taken" as const, seconds: {} })),
};
const openSampler = vi.hoisted(() => vi.fn());
vi.mock("../../../src/runner/sampler.ts", () => ({ openSampler }));

beforeEach(() => openSampler.mockResolvedValue(sampler));
afterEach(() => vi.clearAllMocks());

const options = { suite: "smoke", metrics: ["gemv"] } as const;
const sampling = (isRunning = false) => createSampling("worker", neverPaused, () => isRunning);

describe("sampling in a thread", () => {
  it("opens, takes and closes, and opens again", async () => {
    const own = sampling();
    expect(await own.open(options, () => undefined)).toBe(opened);
    expect(own.isOpen).toBe(true);
    expect(await own.take()).toMatchObject({ seconds: { gemv: 0.01 } });
    expect(await own.close()).toMatchObject({ status: "taken" });
    expect(own.isOpen).toBe(false);
    expect(await own.open(options, () => undefined)).toBe(opened);
    await own.close();
  });

  it("holds one sampler at a time, and none during a run", async () => {
    const own = sampling();
    await own.open(options, () => undefined);
    const busy = { status: "failed", failure: { code: "already-running" } };
    expect(await own.open(options, () => undefined)).toMatchObject(busy);
    expect(await sampling(true).open(options, () => undefined)).toMatchObject(busy);
    await own.close();
  });

  it("says that there is none where none is open", async () => {
    const none = { status: "failed", failure: { code: "bad-options" } };
    expect(await sampling().take()).toMatchObject(none);
    expect(await sampling().close()).toMatchObject(none);
  });

  it("gives failures as values, and is open no more after one at its start or its end", async () => {
    const own = sampling();
    openSampler.mockRejectedValueOnce(new Error("no device"));
    expect(await own.open(options, () => undefined)).toMatchObject({ status: "failed" });
    expect(own.isOpen).toBe(false);
    await own.open(options, () => undefined);
    sampler.take.mockRejectedValueOnce(new Error("lost"));
    expect(await own.take()).toMatchObject({ status: "failed" });
    sampler.close.mockRejectedValueOnce(new Error("lost"));
    expect(await own.close()).toMatchObject({ status: "failed" });
    expect(own.isOpen).toBe(false);
  });
});
