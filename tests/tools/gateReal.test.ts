import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { start, type Ended } from "../command/runCommand.ts";

/** Alone on the machine, as these tests run: minutes of sampling on the software adapter. */
const longest = 900_000;
const root = fileURLToPath(new URL("../..", import.meta.url));

let folder: string;
beforeEach(() => {
  mkdirSync(join(root, "test-results"), { recursive: true });
  folder = mkdtempSync(join(root, "test-results", "gate-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The loop over the blocks of a row, to its end. */
const summing = /sums \+= dotRows\(starts, block, parameters\.inputOffset\);\s*\}/g;
/** The first 15 of 100 blocks are read and multiplied again, for a sum that rounding takes away. */
const again = `for (var block = lane; block * 100u < parameters.dataBlocks * 15u; block += lanes) {
  sums += 1e-30 * dotRows(starts, block, parameters.inputOffset);
}`;

/** The built page, its matrix-vector products slowed by 15%. */
const slowThePage = (): void => {
  const page = join(folder, "page");
  cpSync(join(root, "dist/page"), page, { recursive: true });
  const assets = join(page, "assets");
  const changed = readdirSync(assets).filter((name) => {
    if (!name.endsWith(".js")) return false;
    const path = join(assets, name);
    const script = readFileSync(path, "utf8");
    const slowed = script.replace(summing, (loop) => `${loop}\n${again}`);
    writeFileSync(path, slowed);
    return slowed !== script;
  });
  expect(changed.length).toBeGreaterThan(0);
};

const compare = async (main: string, other: string): Promise<Ended> => {
  const ended = await start(main, [
    ..."--suite smoke --kernel gemv-f16 --adapter software --quiet --format=json".split(" "),
    `--against=${other}`,
    "--max-regression=gemv=5%",
  ]).ended;
  expect(ended.stdout, ended.stderr).not.toBe("");
  expect(JSON.parse(ended.stdout).gate.incomparable, ended.stderr).toEqual([]);
  return ended;
};

const entryOf = ({ stdout }: Ended) => JSON.parse(stdout).gate.entries[0];

/** On a busy machine `unsure` is the honest answer: then it is asked again. */
const mostAttempts = 3;

describe("two real builds in turns", () => {
  it(
    "a kernel slowed by 15% is found",
    async () => {
      cpSync(join(root, "dist/command"), join(folder, "command"), { recursive: true });
      slowThePage();
      let ended: Ended;
      let attempts = 0;
      do {
        ended = await compare(join(folder, "command/main.mjs"), join(root, "dist"));
        attempts += 1;
      } while (entryOf(ended).verdict === "unsure" && attempts < mostAttempts);
      expect(entryOf(ended), ended.stderr).toMatchObject({ verdict: "slower" });
      expect(ended.code).toBe(1);
    },
    longest,
  );

  it(
    "the same build is not slower than itself",
    async () => {
      cpSync(join(root, "dist/page"), join(folder, "page"), { recursive: true });
      const ended = await compare(join(root, "dist/command/main.mjs"), folder);
      expect(["same", "unsure"]).toContain(entryOf(ended).verdict); // unsure where the machine is busy
      expect(ended.code).toBe(0);
    },
    longest,
  );
});
