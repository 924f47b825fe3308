// oxlint-disable-next-line import/default -- `?worker&url` is the address of the built file
import workerUrl from "../runner/worker.ts?worker&url";
import { trustedScriptUrl } from "./trustedTypes.ts";

export const startWorker = (): Worker =>
  new Worker(trustedScriptUrl(workerUrl), { type: "module", name: "decode-wall" });
