import type { MutantTrial } from "./harness/mutate.ts";
import { expect, test } from "./harness/server.ts";
import { decodingBenches } from "./mutants/decodingMutants.ts";
import { gemmBenches } from "./mutants/gemmMutants.ts";
import { gemvBenches } from "./mutants/gemvMutants.ts";
import type { Bench } from "./mutants/mutant.ts";
import { streamBenches } from "./mutants/streamMutants.ts";
import { teamBenches } from "./mutants/teamMutants.ts";

const benches: readonly Bench[] = [
  ...gemvBenches,
  ...decodingBenches,
  ...teamBenches,
  ...gemmBenches,
  ...streamBenches,
];
const all = benches.flatMap(({ mutants }) => mutants);

/** Mutants of a bench that do not count or were not caught, in words. */
const escapes = ({ mutants }: Bench, trial: MutantTrial): readonly string[] =>
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

test("there are enough mutants, a third of them subtle", () => {
  expect(all.length).toBeGreaterThanOrEqual(24);
  expect(all.filter(({ subtle }) => subtle).length).toBeGreaterThanOrEqual(all.length / 3);
});

for (const bench of benches) {
  const { input, mutants } = bench;
  const { kernel, variant = "default", bufferBytes, workgroupsPerDimension } = input;
  const how = [
    JSON.stringify(input.shape),
    bufferBytes && "in several bindings",
    workgroupsPerDimension && "on a folded grid",
  ];
  test(`catches every fault of ${kernel} ${variant} at ${how.filter(Boolean).join(" ")}`, async ({
    harness,
  }) => {
    const trial = await harness.evaluate(
      ([proof, mutations]) => window.harness.tryMutants(proof, mutations),
      [input, mutants] as const,
    );
    expect(trial.control.verification.status, trial.control.verification.reason).toBe("passed");
    expect(trial.control.errors).toEqual([]);
    expect(escapes(bench, trial)).toEqual([]);
  });
}
