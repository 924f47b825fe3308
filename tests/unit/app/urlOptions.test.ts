import { describe, expect, it } from "vitest";
import { readUrlOptions } from "../../../src/app/urlOptions.ts";

describe("the address's options", () => {
  it("wait for a click and mean quick when there are none", () => {
    expect(readUrlOptions("")).toEqual({
      status: "read",
      autorun: undefined,
      options: { suite: "quick" },
    });
  });

  it.each([
    ["?autorun=smoke", "smoke", { suite: "smoke" }],
    ["?autorun=full&suite=full", "full", { suite: "full" }],
    ["?suite=full", undefined, { suite: "full" }],
    ["?model=tiny&model=tiny", undefined, { suite: "quick", models: ["tiny"] }],
    ["?data-type=f32&data-type=f16", undefined, { suite: "quick", dataTypes: ["f32", "f16"] }],
    [
      "?memory=8GB&timeout=10m",
      undefined,
      { suite: "quick", memoryBytes: 8e9, timeoutSeconds: 600 },
    ],
    ["?adapter=software", undefined, { suite: "quick", adapter: "software" }],
    ["?kernel=gemv-f16", undefined, { suite: "quick", kernels: ["gemv-f16"] }],
    ["?utm_source=x&stage", undefined, { suite: "quick" }],
  ])("read %s", (search, autorun, options) => {
    expect(readUrlOptions(search)).toEqual({ status: "read", autorun, options });
  });

  it.each([
    ["?autorun=1", `autorun: "1" is not known; give smoke, quick or full`],
    ["?suite=fast", `suite: "fast" is not known; give smoke, quick or full`],
    ["?autorun=smoke&suite=full", "autorun: smoke is not suite full; give one"],
    ["?model=gpt", `model: "gpt" is not known; give tiny,`],
    ["?data-type=f8", `data-type: "f8" is not known; give f32, `],
    ["?memory=8", `memory: "8" is not a size; give a size with its unit, as 8GB or 512MB`],
    ["?memory=1KB", "memory: 1KB is out of range; give 64MB to 16TB"],
    ["?timeout=soon", `timeout: "soon" is not a time`],
    ["?adapter=gpu", `adapter: "gpu" is not known; give auto, software or hardware`],
    [`?kernel=${"k".repeat(201)}`, "kernel: give at most 200 characters"],
  ])("name what is wrong with %s", (search, message) => {
    expect(readUrlOptions(search)).toMatchObject({
      status: "bad",
      failure: { code: "bad-options", message: expect.stringContaining(message) },
    });
  });

  it("name everything that is wrong at once", () => {
    const read = readUrlOptions("?memory=lots&adapter=gpu");
    expect(read).toMatchObject({
      failure: { message: expect.stringMatching(/memory: .*; adapter: /) },
    });
  });
});
