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
import { expect, test } from "@playwright/test";
import { leftOut, runsEverything } from "../extent.ts";
import { start, type Ended } from "./runCommand.ts";
import { root } from "./stagedCommand.ts";

test.skip(!runsEverything, leftOut); // minutes of sampling on the software adapter
test.setTimeout(600_000);

let folder: string;
test.beforeEach(() => {
  mkdirSync(join(root, "test-results"), { recursive: true });
  folder = mkdtempSync(join(root, "test-results", "gate-"));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

const summed = "sums += dotRows(starts, block, parameters.inputOffset);";
/** The first 15 of 100 blocks of weights are read and multiplied again, for a sum that rounding takes away. */
const again = `if (block * 100u < parameters.dataBlocks * 15u) {
  sums += 1e-30 * dotRows(starts, block, parameters.inputOffset);
}`;

/** The built page, its matrix-vector products slowed by 15%. */
const slowedPage = (): string => {
  const page = join(folder, "page");
  cpSync(join(root, "dist/page"), page, { recursive: true });
  const assets = join(page, "assets");
  const changed = readdirSync(assets).filter((name) => {
    const path = join(assets, name);
    const script = readFileSync(path, "utf8");
    if (!name.endsWith(".js") || !script.includes(summed)) return false;
    writeFileSync(path, script.replaceAll(summed, `${summed}\n${again}`));
    return true;
  });
  expect(changed.length).toBeGreaterThan(0);
  return page;
};

const compare = async (main: string, other: string): Promise<Ended> => {
  const ended = await start(main, [
    ..."--suite smoke --kernel gemv-f16 --adapter software --blocks 48 --quiet".split(" "),
    `--against=${other}`,
    "--max-regression=gemv=5%",
    "--format=json",
  ]).ended;
  expect(ended.stdout, ended.stderr).not.toBe("");
  const { gate } = JSON.parse(ended.stdout);
  test.info().annotations.push({ type: "gate", description: JSON.stringify(gate) });
  expect(gate.incomparable).toEqual([]);
  return ended;
};

/** On a busy machine `unsure` is the honest answer: then it is asked again, and never `same`. */
const mostAttempts = 3;

test("a kernel slowed by 15% is found within 48 blocks", async () => {
  cpSync(join(root, "dist/command"), join(folder, "command"), { recursive: true });
  slowedPage();
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const { code, stdout, stderr } = await compare(
      join(folder, "command/main.mjs"),
      join(root, "dist"),
    );
    const [entry] = JSON.parse(stdout).gate.entries;
    expect(["slower", "unsure"], stderr).toContain(entry.verdict);
    expect(entry.change.high).toBeGreaterThan(0.1);
    if (entry.verdict === "unsure" && attempt < mostAttempts) continue;
    expect(entry, stderr).toMatchObject({ verdict: "slower" });
    expect(entry.change.estimate).toBeGreaterThan(0.05);
    expect(entry.change.estimate).toBeLessThan(0.35);
    expect(code).toBe(1);
    return;
  }
});

test("the same build is not slower than itself", async () => {
  cpSync(join(root, "dist/page"), join(folder, "page"), { recursive: true });
  const { code, stdout } = await compare(join(root, "dist/command/main.mjs"), folder);
  const [entry] = JSON.parse(stdout).gate.entries;
  expect(["same", "unsure"]).toContain(entry.verdict); // unsure where the machine is busy
  expect(entry.change.low).toBeLessThan(0.05);
  expect(code).toBe(0);
});
