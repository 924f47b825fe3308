import { expect, test } from "./harness/server.ts";

const set = { bytes: 24e6, bufferBytes: 10e6, memoryBytes: 64e6 };

test("a large set is read over several bindings, and proved", async ({ harness }) => {
  const { kernels, skipped, leaked } = await harness.evaluate(
    (input) => window.harness.largestRead(input),
    set,
  );
  expect(leaked).toEqual([]);
  expect(skipped).toEqual([]);
  expect(kernels).toMatchObject([
    { id: "stream-read", bytes: 24e6, residency: "memory", verification: { status: "passed" } },
  ]);
  expect(kernels[0]?.bytesPerSecond).toBeGreaterThan(0);
});

test("a large set is not read where it would take more than its share of memory", async ({
  harness,
}) => {
  const { kernels, warnings } = await harness.evaluate(
    (input) => window.harness.largestRead(input),
    { ...set, memoryBytes: 31e6 },
  );
  expect({ kernels, warnings }).toEqual({ kernels: [], warnings: [] });
});
