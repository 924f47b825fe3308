import type { System } from "../../../../bench/doctor/system.ts";

/** A computer of a test's making: paths with their content, and devices with their rights. */
export interface MadeUpSystem {
  readonly platform?: NodeJS.Platform;
  readonly files?: Readonly<Record<string, string>>;
  readonly devices?: Readonly<
    Record<string, { readonly group: number; readonly mayOpen: boolean }>
  >;
  readonly programs?: readonly string[];
  /** Paths that are links, with where they lead. */
  readonly links?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly groupNumbers?: readonly number[];
  readonly isRoot?: boolean;
}

const below = (folder: string, paths: readonly string[]): readonly string[] => {
  const start = folder.endsWith("/") ? folder : `${folder}/`;
  return [
    ...new Set(
      paths
        .filter((path) => path.startsWith(start))
        .map((path) => path.slice(start.length).split("/")[0] ?? ""),
    ),
  ];
};

export const madeUpSystem = ({
  platform = "linux",
  files = {},
  devices = {},
  programs = [],
  links = {},
  environment = {},
  groupNumbers = [1000],
  isRoot = false,
}: MadeUpSystem): System => ({
  platform,
  environment: { PATH: "/usr/bin:/bin", ...environment },
  home: platform === "win32" ? "C:\\Users\\ada" : "/home/ada",
  isRoot,
  release: "6.1.0",
  architecture: "x64",
  groupNumbers,
  isExecutable: (path) => programs.includes(path),
  list: (folder) => below(folder, [...Object.keys(files), ...Object.keys(devices), ...programs]),
  readText: (path) => files[path],
  realPath: (path) => links[path] ?? path,
  node: (path) => devices[path],
});
