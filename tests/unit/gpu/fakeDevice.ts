/** What tests see of a device that does nothing. */
export interface FakeDevice {
  readonly device: GPUDevice;
  /** Tells the loss of the device. */
  lose(reason: "destroyed" | "unknown", message: string): void;
  /** Reports an error that no scope catches. */
  report(message: string): void;
  /** What the next scopes that are popped give, in order; then null. */
  readonly scopes: (GPUError | null)[];
  readonly destroyed: string[];
}

/** A device as far as `src/gpu` uses one, with the overrides given. */
export const fakeDevice = (
  overrides: Partial<Record<keyof GPUDevice, unknown>> = {},
): FakeDevice => {
  const target = new EventTarget();
  const scopes: (GPUError | null)[] = [];
  const destroyed: string[] = [];
  let lose: FakeDevice["lose"] = () => undefined;
  const lost = new Promise<{ reason: string; message: string }>((resolve) => {
    lose = (reason, message) => resolve({ reason, message });
  });
  const device = {
    lost,
    limits: { maxComputeWorkgroupsPerDimension: 65_535 },
    features: new Set<string>(),
    queue: { writeBuffer: () => undefined },
    addEventListener: target.addEventListener.bind(target),
    pushErrorScope: () => undefined,
    popErrorScope: () => Promise.resolve(scopes.shift() ?? null),
    createBuffer: ({ label }: GPUBufferDescriptor) => ({
      label,
      destroy: () => destroyed.push(label ?? ""),
    }),
    createBindGroup: (descriptor: GPUBindGroupDescriptor) => descriptor,
    destroy: () => destroyed.push("device"),
    ...overrides,
  };
  return {
    device: device as unknown as GPUDevice,
    lose,
    report: (message) => {
      target.dispatchEvent(Object.assign(new Event("uncapturederror"), { error: { message } }));
    },
    scopes,
    destroyed,
  };
};
