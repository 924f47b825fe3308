/** Buffers that were created and not destroyed, of every device of this page, in order of creation. */
const alive = new Set<GPUBuffer>();

/** Begins to count; before anything creates a buffer. */
export const countBuffers = (): void => {
  const { createBuffer } = GPUDevice.prototype;
  const { destroy } = GPUBuffer.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    alive.add(buffer);
    return buffer;
  };
  GPUBuffer.prototype.destroy = function () {
    alive.delete(this);
    return destroy.call(this);
  };
};

/** Labels of the buffers that are left: none may be after a run. */
export const liveLabels = (): readonly string[] => [...alive].map(({ label }) => label);

export const liveBuffersLabelled = (labels: readonly string[]): readonly GPUBuffer[] =>
  [...alive].filter(({ label }) => labels.includes(label));
