import type { Warning } from "../domain/result.ts";

/** What `message` says of the thing that it is about, and that thing; the whole where it is about none. */
const parted = ({ message, data }: Warning): { readonly of?: string; readonly said: string } => {
  const of = data?.["of"];
  return typeof of === "string" && message.startsWith(`${of}: `)
    ? { of, said: message.slice(of.length + 2) }
    : { said: message };
};

/** The same warning of several things, as one that names them all. */
export const gatherWarnings = (warnings: readonly Warning[]): readonly Warning[] => {
  const groups = new Map<string, Warning>();
  for (const warning of warnings) {
    const { of, said } = parted(warning);
    const key = `${warning.code} ${said}`;
    const before = groups.get(key);
    const names = before && of !== undefined ? `${parted(before).of}, ${of}` : of;
    groups.set(
      key,
      names === undefined
        ? warning
        : { ...warning, message: `${names}: ${said}`, data: { of: names } },
    );
  }
  return [...groups.values()];
};
