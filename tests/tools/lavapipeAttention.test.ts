import { afterAll, describe, expect, it, vi } from "vitest";
import { proveAttention } from "../gpu/harness/attention.ts";
import { sharedContext } from "../gpu/harness/trialContext.ts";
import { openLavapipe } from "./lavapipe.ts";

// This driver compiles a pipeline when it first runs, which takes seconds of a processor that others load.
vi.mock(import("../../src/gpu/patience.ts"), async (original) => ({
  ...(await original()),
  patienceSeconds: 150,
}));

const lavapipe = await openLavapipe();
const where = lavapipe.status === "ready" ? "" : `, but ${lavapipe.reason}`;

describe.skipIf(lavapipe.status !== "ready")(`on lavapipe${where}`, () => {
  afterAll(async () => {
    if (lavapipe.status === "ready") (await sharedContext()).gpu.destroy();
  });

  it.each([
    { heads: 6, kvHeads: 2, headDim: 80, rows: 23, earlier: 60, window: 70, sinks: true },
    { heads: 2, kvHeads: 1, headDim: 64, rows: 45, earlier: 50, growth: 16 },
  ])("a prompt's attention is right for %j", async (input) => {
    const proof = await proveAttention({ attention: "step-attend-tile", ...input });
    expect(proof).toMatchObject({ rightShare: 1, errors: [], leaked: [] });
  });
});
