import type { Mutation } from "../harness/mutate.ts";
import type { ProofInput } from "../harness/prove.ts";

/** A fault, planted in a shader by exact replacement of a text that occurs once. */
export interface Mutant extends Mutation {
  /** What the shader does wrong, to follow "a kernel that". */
  readonly fault: string;
  /** At least 99% of the outputs are right all the same. */
  readonly subtle?: true;
}

/** A shape at which a kernel passes and each of its mutants has to fail. */
export interface Bench {
  readonly input: ProofInput;
  readonly mutants: readonly Mutant[];
}
