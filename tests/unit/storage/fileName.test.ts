import { expect, it } from "vitest";
import { fileName } from "../../../src/storage/fileName.ts";
import { fixtures } from "../../fixtures/results.ts";

const labelled = (label: string) => ({
  ...fixtures.discrete,
  environment: { ...fixtures.discrete.environment, label },
});

it.each([
  ["NVIDIA H100 (PCIe)", "decode-wall-nvidia-h100-pcie-2026-11-23.json"],
  ["../../etc/passwd", "decode-wall-etc-passwd-2026-11-23.json"],
  ["统一内存", "decode-wall-2026-11-23.json"],
  ["x".repeat(500), `decode-wall-${"x".repeat(40)}-2026-11-23.json`],
])("names the file of %s", (label, name) => {
  expect(fileName(labelled(label), "json")).toBe(name);
});
