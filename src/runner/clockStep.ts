import { clocksAgree, measureClockAgreement } from "../measure/clockAgreement.ts";
import { isLinear, measureLinearity } from "../measure/linearity.ts";
import type { Step } from "./scene.ts";

/** Checks the clock with work of known size: twice as much takes twice as long, by both clocks. */
export const clockStep: Step = {
  now: "the clock itself",
  because: "twice the work has to take twice the time, by either clock",
  share: 1,
  run: async ({ session, ledger }) => {
    const { arithmeticWork, measuring } = session;
    const { clock, adapterKind, signal, pause } = measuring;
    const { work } = arithmeticWork;
    const linearity = await measureLinearity(work, clock, adapterKind, signal, pause);
    if (linearity !== undefined) {
      ledger.linearity = linearity;
      if (!isLinear(linearity, adapterKind)) {
        ledger.warn({
          code: "not-linear",
          message: `Twice the work took ${linearity.toFixed(2)} times as long.`,
          data: { linearity },
        });
      }
    }
    const agreement = await measureClockAgreement(work, clock, adapterKind, signal, pause);
    if (agreement === undefined) return;
    ledger.clockAgreement = agreement;
    if (adapterKind === "hardware" && !clocksAgree(agreement)) {
      ledger.warn({
        code: "clocks-disagree",
        message: `The wall clock showed ${agreement.toFixed(2)} times the timestamps' time.`,
        data: { agreement },
      });
    }
  },
};
