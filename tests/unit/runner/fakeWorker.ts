import { expose } from "comlink";
import type { BenchmarkApi } from "../../../src/runner/api.ts";

/** A Worker whose other end is in this thread: `api` answers, or nobody does. */
export class FakeWorker extends EventTarget {
  terminated = false;
  readonly #near: MessagePort;
  readonly #far: MessagePort;

  constructor(api?: unknown) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#near = port1;
    this.#far = port2;
    port1.addEventListener("message", ({ data }: MessageEvent) => {
      this.dispatchEvent(new MessageEvent("message", { data }));
    });
    port1.start();
    if (api !== undefined) expose(api, port2);
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    if (!this.terminated) this.#near.postMessage(message, transfer);
  }

  terminate(): void {
    this.terminated = true;
    this.#near.close();
    this.#far.close();
  }

  /** What the browser does when the script cannot be loaded, or throws. */
  fail(message: string): void {
    this.dispatchEvent(Object.assign(new Event("error", { cancelable: true }), { message }));
  }
}

export const asWorker = (worker: FakeWorker): Worker => worker as unknown as Worker;

/** A benchmark that is ready and whose run ends at once as failed; each part can be replaced. */
export const fakeBenchmark = (parts: Partial<Record<keyof BenchmarkApi, unknown>> = {}) => ({
  buildId: () => Promise.resolve("build-a"),
  capabilities: () =>
    Promise.resolve({
      status: "ready",
      thread: "worker",
      adapterKind: "software",
      environment: { label: "Fixture" },
    }),
  run: () => Promise.resolve({ status: "failed", failure: { code: "no-device", message: "none" } }),
  cancel: () => Promise.resolve(),
  setVisible: () => Promise.resolve(),
  ...parts,
});
