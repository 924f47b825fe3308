import type { Result } from "../domain/result.ts";

/** `decode-wall-nvidia-h100-2026-11-23.json`: a name that every file system takes. */
export const fileName = ({ environment, createdAt }: Result, extension: string): string => {
  const device = environment.label
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);
  return ["decode-wall", device, createdAt.slice(0, 10)]
    .filter((part) => part !== "")
    .join("-")
    .concat(`.${extension}`);
};
