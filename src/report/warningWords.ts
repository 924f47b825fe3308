import type { WarningCode } from "../domain/codes.ts";
import type { Words } from "./wording.ts";

/** In plain words, what may lower the confidence in a result. */
export const warningWords: Readonly<Record<WarningCode, Words>> = {
  "software-adapter": {
    title: "The browser calculated on the processor",
    why: "It found no GPU it may use, so it ran the kernels in software. This proves the kernels right and says nothing about the GPU.",
    remedy: "Turn on hardware acceleration in the browser's settings and restart it.",
  },
  "main-thread": {
    title: "Measured on the page's own thread",
    why: "This browser offers WebGPU to pages but not to workers, so drawing and measuring took turns.",
    remedy: "Leave the page alone while it measures, or use another browser.",
  },
  "was-hidden": {
    title: "The tab was hidden during the run",
    why: "Browsers slow down pages that nobody sees. The run paused, and warmed up again when the tab came back.",
    remedy: "Keep this tab in front and measure again.",
  },
  drift: {
    title: "The GPU changed its speed during the run",
    why: "A check between two groups of kernels was more than 5% off the first one, and still so when the group was measured again: heat, power limits or another program.",
    remedy: "Plug the device in, let it cool, close other programs and measure again.",
  },
  noisy: {
    title: "Some intervals are wide",
    why: "The time budget ended before the 95% interval came within 2% of its median.",
    remedy: "Close other tabs and programs and measure again, or choose the full suite.",
  },
  correlated: {
    title: "Samples depended on one another",
    why: "Each sample resembled the one before it, so they say less than as many independent ones. The interval was widened for that.",
    remedy: "Close other programs, let the device cool and measure again.",
  },
  bimodal: {
    title: "Samples fell into two groups",
    why: "The same work took two different times, as when another program uses the GPU or its clock switches. The median may belong to either.",
    remedy: "Close other tabs and programs and measure again.",
  },
  "below-resolution": {
    title: "Too short for this clock",
    why: "Some work ended within one step of the browser's clock, so it has no time that could be shown.",
    remedy: "Use a browser with finer GPU timestamps.",
  },
  "coarse-timer": {
    title: "This browser's clock is coarse",
    why: "Its steps are a large part of a sample. They were added to the intervals.",
    remedy:
      "Choose the full suite, whose samples are longer, or use a browser with GPU timestamps.",
  },
  "timestamps-broken": {
    title: "The GPU's timestamps failed their test",
    why: "Four times the work did not take about four times as long by them, or they disagreed with the wall clock. The wall clock was used instead.",
    remedy: "Update the graphics driver and the browser.",
  },
  "not-linear": {
    title: "Twice the work did not take twice the time",
    why: "Some of the work may not have been done or not have been timed.",
    remedy:
      "Close other programs and measure again. If it stays, please report it with the JSON result.",
  },
  "clocks-disagree": {
    title: "Two clocks disagree",
    why: "GPU timestamps and the wall clock differ by more than 10% over the same work.",
    remedy: "Close other programs and measure again.",
  },
  "cache-share": {
    title: "Some weights may have come from the cache",
    why: "The weights that were cycled through were less than 20 times the last-level cache, so more than 5% of them can have been read from it.",
    remedy: "Allow more memory and measure again.",
  },
  oversubscribed: {
    title: "The GPU's own memory was full",
    why: "Reading all buffers again was slower than 70% of the memory ceiling, so the driver had moved some of them elsewhere. The run stepped back to a smaller size.",
    remedy: "Close other programs that use the GPU, or allow less memory.",
  },
  shrunk: {
    title: "Measured at a smaller size",
    why: "The device refused the first size, so shapes or layers were halved.",
    remedy: "Close other programs that use the GPU to measure at full size.",
  },
  extrapolated: {
    title: "Measured on some of the layers",
    why: "The whole model would not fit or would take too long. It was measured at two numbers of layers and continued along the line through them.",
    remedy: "",
  },
  "kernel-failed": {
    title: "A kernel gave wrong results",
    why: "Its output differed from the reference calculated on the processor. It is shown as failed and counts for nothing.",
    remedy:
      "Update the graphics driver and the browser, then measure again. If it stays, please report it with the JSON result.",
  },
  "kernel-unsupported": {
    title: "A kernel does not run here",
    why: "It needs a feature that this browser or GPU does not offer, or the driver refused to compile it.",
    remedy: "",
  },
  "device-lost": {
    title: "The GPU was lost during the run",
    why: "The driver, the browser or sleep took it away. What was finished is kept.",
    remedy: "Reload the page and measure again, with less memory if it happens twice.",
  },
  cancelled: {
    title: "The run was cancelled",
    why: "What was finished is kept; the rest is not measured.",
    remedy: "Measure again and let it run to the end.",
  },
  "timed-out": {
    title: "The time ran out",
    why: "What was finished is kept; the rest is not measured.",
    remedy: "Allow more time, or choose a smaller suite.",
  },
  implausible: {
    title: "A rate is higher than possible",
    why: "It is more than 10% above the best that the same device showed in the same run, so a number must be wrong.",
    remedy: "Do not use this result. Measure again.",
  },
  "unsafe-flags": {
    title: "Flags that change the speed",
    why: "The browser was started with flags that may change how fast pages calculate: not what visitors get.",
    remedy: "Measure again without these flags.",
  },
  "non-default-options": {
    title: "Measured with other options",
    why: "The run did not use its suite's own settings, so it does not compare with runs that did.",
    remedy: "Leave the options out to compare it with other results.",
  },
  "power-saving": {
    title: "The device was saving power",
    why: "Its clocks are held down to save the battery.",
    remedy: "Plug it in, turn power saving off and measure again.",
  },
};
