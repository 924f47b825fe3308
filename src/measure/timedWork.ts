/** When a compute pass began and ended on the GPU's own clock; undefined without `timestamp-query`. */
export interface PassReport {
  readonly timestamps?: { readonly begin: bigint; readonly end: bigint };
}

/**
 * Work that the sampler times: an endless sequence of equal repetitions (one GEMV, one decode step),
 * each made of workgroups, put on the queue pass by pass. `gpuWork.ts` is the real one; the tests'
 * simulated queue is the other.
 */
export interface TimedWork {
  readonly workgroupsPerRepetition: number;
  /**
   * Goes back to the start of a repetition and changes one input word, so that no result can be reused.
   * May be called while submits are in flight: it acts in the queue's order, on later submits only.
   */
  startSample(): void;
  /**
   * Submits the next `workgroups` workgroups, of one or of several repetitions, as one compute pass.
   * Up to three are in flight. Resolves when its bytes are mapped, and rejects when an output word is
   * not what the changed input gives.
   */
  submit(workgroups: number): Promise<PassReport>;
  /** Submits nothing: engines that look for finished work only now and then look at once. */
  poke(): void;
}
