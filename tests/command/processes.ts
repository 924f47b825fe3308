import { existsSync, readdirSync, readFileSync } from "node:fs";

export interface RunningProcess {
  readonly pid: number;
  readonly parent: number;
  readonly commandLine: string;
}

const processOf = (pid: string): readonly RunningProcess[] => {
  try {
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return [{ pid: Number(pid), parent: Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]), commandLine }];
  } catch {
    return []; // ended since it was listed
  }
};

/**
 * Processes whose command line has the mark, and all below them (a browser does not pass it on to
 * its own). Linux only.
 */
export const treeOf = (mark: string): readonly RunningProcess[] => {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap(processOf);
  const tree = new Set(all.filter(({ commandLine }) => commandLine.includes(mark)));
  for (let size = 0; size < tree.size;) {
    size = tree.size;
    const pids = new Set([...tree].map(({ pid }) => pid));
    for (const candidate of all) if (pids.has(candidate.parent)) tree.add(candidate);
  }
  return [...tree];
};

/** Waits until all of them have ended; answers those that stay. */
export const survivorsOf = async (
  tree: readonly RunningProcess[],
  limitMilliseconds = 5_000,
): Promise<readonly RunningProcess[]> => {
  const end = performance.now() + limitMilliseconds;
  for (;;) {
    const alive = tree.filter(({ pid }) => existsSync(`/proc/${pid}`));
    if (alive.length === 0 || performance.now() > end) return alive;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
