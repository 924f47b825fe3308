/** Chromium keeps only the last of these, so two lists of one switch must become one. */
const listSwitches = [
  "--enable-features",
  "--disable-features",
  "--enable-blink-features",
  "--disable-blink-features",
  "--enable-dawn-features",
  "--disable-dawn-features",
] as const;

const switchOf = (argument: string): string | undefined =>
  listSwitches.find((name) => argument.startsWith(`${name}=`));

const valueOf = (argument: string): string => argument.slice(argument.indexOf("=") + 1);

/** Both lists in order, with the values of list switches joined at their first place. */
export const mergeArguments = (
  ours: readonly string[],
  theirs: readonly string[],
): readonly string[] => {
  const all = [...ours, ...theirs];
  return all.flatMap((argument, index) => {
    const name = switchOf(argument);
    if (name === undefined) return [argument];
    const same = all.filter((other) => switchOf(other) === name);
    return all.findIndex((other) => switchOf(other) === name) === index
      ? [`${name}=${same.map(valueOf).join(",")}`]
      : [];
  });
};
