import { describe, expect, it } from "vitest";
import { chipOfLabel } from "../../../src/ui/card/chipOfLabel.ts";
import { acceleratorRoofs } from "../../../src/ui/charts/acceleratorRoof.ts";

const found = (label: string): string | undefined =>
  chipOfLabel(label, acceleratorRoofs)?.accelerator.id;

describe("a device's datasheet", () => {
  it.each([
    ["NVIDIA H100 80GB HBM3", "nvidia-h100-sxm"],
    ["NVIDIA A100-SXM4-80GB", "nvidia-a100-80gb-sxm"],
    ["NVIDIA GeForce RTX 4090", "nvidia-rtx-4090"],
    ["Apple M4 Max", "apple-m4-max"],
    ["NVIDIA GB10", "nvidia-dgx-spark"],
    ["AMD Instinct MI355X", "amd-mi355x"],
    ["my RTX 5090", "nvidia-rtx-5090"],
  ])("is found for %s", (label, id) => {
    expect(found(label)).toBe(id);
  });

  it.each([
    "Fixture",
    "unknown device",
    "",
    "NVIDIA hopper",
    "NVIDIA H100 PCIe",
    "NVIDIA H100 NVL",
    "NVIDIA GH200 480GB",
    "NVIDIA A100-SXM4-40GB",
    "NVIDIA GeForce RTX 4090 Laptop GPU",
    "NVIDIA GeForce RTX 4090 D",
    "NVIDIA GeForce RTX 5090 Laptop GPU",
    "NVIDIA H100 80GB HBM3 MIG 1g.10gb",
    "Apple M4",
    "Apple M3 Max",
  ])("is not guessed for %s, which is another chip", (label) => {
    expect(found(label)).toBeUndefined();
  });

  it("is not guessed where two chips are named", () => {
    expect(found("NVIDIA H100 beside H200")).toBeUndefined();
  });
});
