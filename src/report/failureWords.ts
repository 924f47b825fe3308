import type { FailureCode } from "../domain/codes.ts";
import type { Failure } from "../domain/failure.ts";
import { noAdapterRemedy, noWebGpuRemedy, softwareRemedy } from "./platformWords.ts";
import type { Platform, Words } from "./wording.ts";

const useChrome = "Open this page in a current Chrome, Edge or Safari.";

/** In plain words, why there is no result. `wordsOfFailure` adds what depends on the browser. */
export const failureWords: Readonly<Record<FailureCode, Words>> = {
  "insecure-context": {
    title: "This address is not secure enough for WebGPU",
    why: "Browsers offer WebGPU only to pages opened by https or from this machine itself. An address in the local network is neither.",
    remedy: "Open this page by https, or by http://localhost on the machine that serves it.",
  },
  "no-webgpu": {
    title: "This browser has no WebGPU",
    why: "WebGPU is how a page uses the GPU for calculation. This browser does not offer it here.",
    remedy: useChrome,
  },
  "no-adapter": {
    title: "The browser found no GPU it may use",
    why: "WebGPU is there, but no GPU behind it: hardware acceleration is off, the browser does not trust the driver, or the machine has none.",
    remedy:
      "Turn on hardware acceleration in the browser's settings, update the graphics driver and restart the browser.",
  },
  "software-adapter": {
    title: "Your browser is using the processor",
    why: "It offers only a software adapter. That can prove the kernels right and says nothing about your GPU.",
    remedy: "Turn on hardware acceleration in the browser's settings and restart it.",
  },
  "no-hardware-adapter": {
    title: "Only a software adapter came",
    why: "A hardware GPU was asked for, and the browser offered one that calculates on the processor.",
    remedy:
      "Turn on hardware acceleration in the browser's settings, update the graphics driver and restart the browser.",
  },
  "no-device": {
    title: "The GPU refused to start",
    why: "An adapter is there, but the browser could not open a device on it.",
    remedy: "Close other pages that use the GPU, reload this page and try again.",
  },
  "blocked-after-crashes": {
    title: "The browser has blocked the GPU for this page",
    why: "The GPU was lost twice, so the browser gives it to no page of this site for now.",
    remedy:
      "Press the browser's reload button: a link or the page itself cannot undo this. If it stays blocked, restart the browser.",
  },
  "device-lost": {
    title: "The GPU was lost",
    why: "The driver crashed or was updated, the machine slept, or the browser took the GPU away.",
    remedy: "Measure again with less memory. If it happens again, update the graphics driver.",
  },
  "timer-too-coarse": {
    title: "This browser's clock is too coarse",
    why: "Its steps are 20 ms or longer, so a kernel's time cannot be told apart from nothing.",
    remedy: "Use another browser, or turn off its protection against fingerprinting for this page.",
  },
  "worker-failed": {
    title: "The measuring thread failed",
    why: "The part of the page that measures did not start or stopped with an error.",
    remedy: "Reload the page. If it stays, please report it.",
  },
  "worker-silent": {
    title: "The measuring thread stopped answering",
    why: "It has said nothing for 15 seconds. The GPU may be stuck.",
    remedy: "Start again. If it happens again, restart the browser.",
  },
  "wrong-build": {
    title: "The page was updated while it was open",
    why: "Two of its parts come from different versions.",
    remedy: "Reload the page.",
  },
  cancelled: {
    title: "Cancelled",
    why: "The run was stopped.",
    remedy: "Measure again when you like.",
  },
  "timed-out": {
    title: "The time ran out",
    why: "The run did not end within the time it was given.",
    remedy: "Allow more time, or choose a smaller suite.",
  },
  "already-running": {
    title: "A run is going on",
    why: "Two runs at once would slow each other down.",
    remedy: "Wait until it ends, or cancel it.",
  },
  "needs-click": {
    title: "The full suite needs your click",
    why: "It uses the GPU for minutes, so no link may start it.",
    remedy: "Press the button to start it.",
  },
  framed: {
    title: "Not inside another page",
    why: "This page was opened in a frame. There it does not start by itself, so that no site can use your GPU unasked.",
    remedy: "Open it in a tab of its own.",
  },
  "bad-options": {
    title: "An option is wrong",
    why: "The address or the command holds an option that this program does not know or cannot take.",
    remedy: "Correct the option that is named.",
  },
  "bad-result": {
    title: "This result cannot be shown",
    why: "The document is damaged, was changed, or is not a result of this program.",
    remedy: "Ask for the file or link again.",
  },
  internal: {
    title: "Something went wrong in this program",
    why: "This is an error of the program, not of your machine.",
    remedy: "Reload the page. If it happens again, please report it with the details shown.",
  },
};

/** This many losses and only a restart of the browser gives the GPU back. */
const lossesUntilRestart = 3;

const remedyFor = ({ code, data }: Failure, platform: Platform): string => {
  switch (code) {
    case "no-webgpu":
      return noWebGpuRemedy(platform);
    case "no-adapter":
      return noAdapterRemedy(platform);
    case "software-adapter":
    case "no-hardware-adapter":
      return softwareRemedy(platform);
    case "blocked-after-crashes":
      return Number(data?.["losses"] ?? 0) >= lossesUntilRestart
        ? "Close every window of the browser and start it again."
        : failureWords[code].remedy;
    default:
      return failureWords[code].remedy;
  }
};

/** A failure's words, with the remedy for the browser and system at hand. */
export const wordsOfFailure = (
  failure: Failure,
  platform: Platform = { browser: "", operatingSystem: "" },
): Words => ({ ...failureWords[failure.code], remedy: remedyFor(failure, platform) });
