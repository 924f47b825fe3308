import type { AcceleratorProfile } from "../reference/profile.ts";
import { shortName } from "../report/projectionWords.ts";

/** Each machine's name without its brackets, or with them where two would share it. */
export const machineNames = (
  profiles: readonly Pick<AcceleratorProfile, "id" | "name">[],
): ReadonlyMap<string, string> => {
  const short = profiles.map(({ name }) => shortName(name));
  const isShared = (name: string): boolean => short.indexOf(name) !== short.lastIndexOf(name);
  return new Map(
    profiles.map(({ id, name }) => [id, isShared(shortName(name)) ? name : shortName(name)]),
  );
};
