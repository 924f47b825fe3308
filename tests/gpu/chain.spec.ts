import { dataTypes } from "../../src/domain/dataType.ts";
import type { ChainInput } from "./harness/chain.ts";
import { expect, test } from "./harness/server.ts";

const decode: ChainInput = { dataType: "f16", tokens: 1, layers: 2 };
const prefill: ChainInput = { dataType: "f16", tokens: 16, layers: 2 };
/** Four matrices a layer, and the head. */
const productsOfTwoLayers = 9;

for (const [name, input] of Object.entries({ decode, prefill })) {
  test.describe(`${name} as a chain of products`, () => {
    test("is right whole, in many passes, and with weights in many buffers", async ({
      harness,
    }) => {
      for (const split of [{}, { workgroupsPerPass: 7 }, { bufferBytes: 2 ** 19 }]) {
        const { verification, products, dispatches, output, errors, leaked } =
          await harness.evaluate((each) => window.harness.proveChain(each), {
            ...input,
            ...split,
          });
        expect(verification.status, verification.reason).toBe("passed");
        expect(verification.maxRelativeError).toBeLessThanOrEqual(verification.tolerance);
        expect(products).toBe(productsOfTwoLayers);
        if ("bufferBytes" in split) expect(dispatches).toBeGreaterThan(products);
        else expect(dispatches).toBe(products);
        // Scales keep what goes through the layers near 1, and nothing dies out.
        const magnitude = Math.hypot(...output) / Math.sqrt(output.length);
        expect(magnitude).toBeGreaterThan(0.1);
        expect(magnitude).toBeLessThan(10);
        expect({ errors, leaked }).toEqual({ errors: [], leaked: [] });
      }
    });

    test("feeds each layer by the one before: a weight of layer 0 changes the last bytes", async ({
      harness,
    }) => {
      const run = (more: Partial<ChainInput>) =>
        harness.evaluate((each) => window.harness.proveChain(each), { ...input, ...more });
      const first = await run({});
      const again = await run({});
      expect(again.output).toEqual(first.output);
      const changed = await run({ changedProduct: 0 });
      expect(changed.output.slice(0, 4)).not.toEqual(first.output.slice(0, 4));
      const unequal = changed.output.filter((value, i) => value !== first.output[i]);
      expect(unequal.length).toBeGreaterThan(0.99 * first.output.length);
      // The CPU does not know of the change: the proof has to find the one wrong weight.
      expect(changed.verification).toMatchObject({ status: "failed" });
    });
  });
}

test("a decode step is right with weights of every type", async ({ harness }) => {
  for (const dataType of dataTypes) {
    const { verification, output } = await harness.evaluate(
      (each) => window.harness.proveChain(each),
      { ...decode, dataType },
    );
    expect(verification.status, `${dataType}: ${verification.reason}`).toBe("passed");
    const magnitude = Math.hypot(...output) / Math.sqrt(output.length);
    expect(magnitude, dataType).toBeGreaterThan(0.1);
    expect(magnitude, dataType).toBeLessThan(10);
  }
});

test("a model of which only a part fits follows from L, 2L and 3L of its layers", async ({
  harness,
}) => {
  const measure = (layersThatFit: number) =>
    harness.evaluate((layers) => window.harness.decodeTall(layers), layersThatFit);
  // Off the line where the machine was busy meanwhile: that refusal is right, and not what is tested.
  let part = await measure(7);
  for (let tries = 0; part.status === "skipped" && tries < 4; tries += 1) {
    expect(part.skipped.code).toBe("not-on-the-line");
    part = await measure(7);
  }
  const whole = await measure(12);
  if (part.status !== "measured" || whole.status !== "measured") {
    throw new Error(JSON.stringify([part, whole]));
  }
  expect(part.row).toMatchObject({ layersMeasured: 6, extrapolated: true });
  expect(whole.row).toMatchObject({ layersMeasured: 12, extrapolated: false });
  expect(part.warnings.map(({ code }) => code)).toContain("extrapolated");
  expect(part.row.bytesPerStep).toBe(whole.row.bytesPerStep);
  expect(part.row.dispatches).toBe(whole.row.dispatches);
  expect(part.row.verification.status).toBe("passed");
  const { median, low, high } = part.row.secondsPerStep;
  expect(low).toBeLessThanOrEqual(median);
  expect(median).toBeLessThanOrEqual(high);
  expect(low).toBeGreaterThan(0);
});
