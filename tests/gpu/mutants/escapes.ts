import type { MutantTrial } from "../harness/mutate.ts";
import type { Bench } from "./mutant.ts";

/** Mutants of a bench that do not count or were not caught, in words. */
export const escapes = ({ mutants }: Bench, trial: MutantTrial): readonly string[] =>
  mutants.flatMap(({ fault, subtle }, index) => {
    const mutant = trial.mutants[index]!;
    if (mutant.status === "not-compiled") return `${fault}: does not compile: ${mutant.message}`;
    const { verification, errors, rightShare } = mutant;
    const wrong: string[] = errors.map((error) => `raises ${error}`);
    if (rightShare === 1) wrong.push("changes no output");
    if (subtle && rightShare < 0.99) wrong.push(`leaves only ${rightShare} of the outputs right`);
    if (verification.status === "passed") wrong.push(`passes with ${rightShare} right`);
    return wrong.map((text) => `a kernel that ${fault} ${text}`);
  });
