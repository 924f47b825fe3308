import type { SkipCode } from "../domain/codes.ts";
import type { Words } from "./wording.ts";

/** In plain words, why a measurement is missing. */
export const skipWords: Readonly<Record<SkipCode, Words>> = {
  "missing-feature": {
    title: "Not offered here",
    why: "This browser does not expose a feature that the kernel needs.",
    remedy: "",
  },
  "does-not-fit": {
    title: "Does not fit",
    why: "Even its smallest part needs more memory than the run may take.",
    remedy: "Allow more memory.",
  },
  "takes-too-long": {
    title: "Would take too long",
    why: "At the speed measured before, it would exceed the time that is left.",
    remedy: "Choose the full suite or allow more time.",
  },
  "compile-failed": {
    title: "Did not compile",
    why: "The graphics driver refused the kernel.",
    remedy: "Update the graphics driver and the browser.",
  },
  "compile-too-slow": {
    title: "Compiled too slowly",
    why: "The graphics driver did not finish compiling the kernel in time.",
    remedy: "Measure again: some drivers remember what they compiled.",
  },
  "out-of-memory": {
    title: "Out of memory",
    why: "The GPU refused the buffers, also at a quarter of their size.",
    remedy: "Close other programs that use the GPU, or allow less memory.",
  },
  "gpu-error": {
    title: "The GPU reported an error",
    why: "An error came up while the kernel ran, so its time proves nothing.",
    remedy: "Update the graphics driver and the browser.",
  },
  "failed-check": {
    title: "Failed its check",
    why: "Its output differed from the reference calculated on the processor, so its time would prove nothing.",
    remedy: "Update the graphics driver and the browser, then measure again.",
  },
  "below-resolution": {
    title: "Below timer resolution",
    why: "It ends within one step of this browser's clock.",
    remedy: "Use a browser with finer GPU timestamps.",
  },
  "not-on-the-line": {
    title: "Layers do not add up",
    why: "Three times the layers were more than 3% off the line through one and two times, so the whole model cannot be told from a part.",
    remedy: "Allow more memory, so that the model is measured whole.",
  },
  "device-lost": {
    title: "The GPU was lost",
    why: "It went away before this was measured.",
    remedy: "Reload the page and measure again.",
  },
  cancelled: {
    title: "Not measured",
    why: "The run ended before this was measured.",
    remedy: "Let the run go on to its end.",
  },
};
