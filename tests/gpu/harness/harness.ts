import { candidatesOf } from "../../../src/measure/candidates.ts";
import { kernels } from "../../../src/kernels/kernels.ts";
import { countBuffers } from "./bufferCensus.ts";
import { tryMutants } from "./mutate.ts";
import { proveAll } from "./prove.ts";
import { sharedContext } from "./trialContext.ts";

countBuffers();

/** Every kernel with the variants that this device can run. */
const variants = async (): Promise<
  readonly { readonly id: string; readonly variants: readonly string[] }[]
> => {
  const { gpu } = await sharedContext();
  return kernels.map((kernel) => ({
    id: kernel.id,
    variants: candidatesOf(gpu, kernel, "hardware").map(({ id }) => id),
  }));
};

/** What the specs call in the page. */
export const harness = { variants, proveAll, tryMutants };

declare global {
  interface Window {
    harness: typeof harness;
  }
}
window.harness = harness;
