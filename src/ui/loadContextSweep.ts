import type { contextSweep } from "../projection/contextSweep.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";

/** What a sweep with context is worked out with; fetched when somebody asks for a context. */
export interface ContextCore {
  readonly models: readonly ReferenceModel[];
  readonly contextSweep: typeof contextSweep;
}

export const loadContextSweep = async (): Promise<ContextCore> => {
  const [{ loadReference }, core] = await Promise.all([
    import("../reference/loadReference.ts"),
    import("../projection/contextSweep.ts"),
  ]);
  const { models } = await loadReference();
  return { models, contextSweep: core.contextSweep };
};
