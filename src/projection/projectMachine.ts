import type { Accelerator, Source } from "../reference/accelerators.ts";
import type { AcceleratorProfile } from "../reference/profile.ts";
import type { PublishedMeasurement } from "../reference/publishedMeasurement.ts";
import type { Reference } from "../reference/reference.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import { inputsOf, type Input } from "./inputs.ts";
import { publishedOn } from "./ladder.ts";
import type { Prompt } from "./prefillWork.ts";
import { projectDecode, type DecodeProjection } from "./projectDecode.ts";
import { projectPrefill, type PrefillProjection } from "./projectPrefill.ts";
import type { Setup } from "./setup.ts";
import type { TaskSystems } from "./task.ts";
import type { Unavailable } from "./unavailable.ts";

/** A machine by the id under which it was asked for, or two of which each has one phase. */
export interface System extends TaskSystems {
  readonly id: string;
  readonly name: string;
  readonly status: Accelerator["status"];
  readonly notes: readonly string[];
}

/** A measurement by somebody else, with where it is published. */
export interface PublishedRate {
  readonly measurement: PublishedMeasurement;
  readonly source?: Source;
}

/** One system for one setup: both phases, what they rest on, and what others measured. */
export interface MachineProjection {
  readonly system: System;
  /** With the chips over which one copy is spread, where there is a projection. */
  readonly setup: Setup;
  readonly decode: DecodeProjection | Unavailable;
  readonly prefill: PrefillProjection | Unavailable;
  readonly decodeInputs: readonly Input[];
  /** Empty where one system does both and its inputs stand with decode. */
  readonly prefillInputs: readonly Input[];
  readonly published: readonly PublishedRate[];
}

const projectOnce = (
  { sources, measurements }: Reference,
  system: System,
  model: ReferenceModel,
  setup: Setup,
  prompt: Prompt,
): MachineProjection => {
  const decode = projectDecode(system.decode, model, setup);
  const isOne = system.prefill.id === system.decode.id;
  const chips = decode.status === "projected" ? decode.deployment.chips : setup.chips;
  const { chips: _chips, ...free } = setup;
  const prefill = projectPrefill(
    system.prefill,
    model,
    {
      ...free,
      batch: 1,
      contextTokens: prompt.promptTokens + (prompt.cachedTokens ?? 0),
      ...(isOne && chips !== undefined && { chips }),
    },
    prompt,
  );
  const reading = prefill.status === "projected" ? prefill.arithmetic : undefined;
  const writing = decode.status === "projected" ? decode : undefined;
  const arithmetic = writing?.arithmetic ?? (isOne ? reading : undefined);
  return {
    system,
    setup: { ...free, ...(chips !== undefined && { chips }) },
    decode,
    prefill,
    decodeInputs: inputsOf(system.decode, sources, {
      ...(arithmetic && { arithmetic }),
      exchanges: writing?.links.exchanges ?? 0,
    }),
    prefillInputs: isOne
      ? []
      : inputsOf(system.prefill, sources, {
          ...(reading && { arithmetic: reading }),
          exchanges: 0,
        }),
    published: publishedOn(system.decode, model, measurements).map((measurement) => {
      const source = sources.find(({ id }) => id === measurement.source);
      return { measurement, ...(source && { source }) };
    }),
  };
};

/** A rack whose chips can all work on one layer, where fewer of them hold the model. */
const wholeRack = (
  profile: AcceleratorProfile,
  { decode }: MachineProjection,
): number | undefined =>
  profile.isRack &&
  decode.status === "projected" &&
  decode.stages === 1 &&
  decode.deployment.chips < profile.chips.count
    ? profile.chips.count
    : undefined;

/** One projection on the chips asked for; else on the fewest, and on a whole rack where it is one. */
export const projectMachine = (
  reference: Reference,
  system: System,
  model: ReferenceModel,
  setup: Setup,
  prompt: Prompt,
): readonly MachineProjection[] => {
  const first = projectOnce(reference, system, model, setup, prompt);
  const all = setup.chips === undefined ? wholeRack(system.decode, first) : undefined;
  return all === undefined
    ? [first]
    : [first, projectOnce(reference, system, model, { ...setup, chips: all }, prompt)];
};

/** The system of an id, be it a machine's or a pair's; undefined where the list has none. */
export const systemOf = ({ profiles, pairings }: Reference, id: string): System | undefined => {
  const profileOf = (wanted: string): AcceleratorProfile | undefined =>
    profiles.find((profile) => profile.id === wanted);
  const profile = profileOf(id);
  if (profile) {
    const { name, status, notes } = profile;
    return { id, name, status, notes, prefill: profile, decode: profile };
  }
  const pairing = pairings.find((candidate) => candidate.id === id);
  const prefill = pairing && profileOf(pairing.prefill);
  const decode = pairing && profileOf(pairing.decode);
  if (!pairing || !prefill || !decode) return undefined;
  const { name, status, notes } = pairing;
  return { id, name, status, notes, prefill, decode };
};
