import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const mostBytes = 1.5e6;

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

const npm = (folder: string, ...arguments_: readonly string[]): string =>
  execFileSync("npm", [...arguments_], { cwd: folder, encoding: "utf8", stdio: "pipe" });

/** What `npm publish` would send, installed in an empty folder as a user has it. */
describe("the packed file", () => {
  let folder: string;
  let packed: Packed;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "decode-wall-package-"));
    npm(root, "run", "declarations"); // the rest of prepack is the build under test
    const told = npm(root, "pack", "--json", "--ignore-scripts", "--pack-destination", folder);
    [packed] = JSON.parse(told) as [Packed];
    writeFileSync(join(folder, "package.json"), `{ "private": true, "type": "module" }\n`);
    npm(folder, "install", "--prefer-offline", "--no-audit", "--no-fund", packed.filename);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (program: string, arguments_: readonly string[]) =>
    spawnSync(program, arguments_, { cwd: folder, encoding: "utf8", timeout: 150_000 });

  it("is below 1.5 MB", () => {
    expect(packed.size).toBe(statSync(join(folder, packed.filename)).size);
    expect(packed.size).toBeLessThan(mostBytes);
  });

  it("holds what is run and read, and no sources or tests", () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "dist/command/main.mjs",
        "dist/library/library.mjs",
        "dist/library/playwright.mjs",
        "dist/types/bench/library/library.d.ts",
        "dist/page/index.html",
        "dist/page/schema/decode-wall.result-1.json",
      ]),
    );
    const strangers = paths.filter(
      (path) =>
        !/^(README\.md|LICENSE|CHANGELOG\.md|package\.json|docs\/|dist\/(command|library|page|types)\/)/.test(
          path,
        ),
    );
    expect(strangers).toEqual([]);
    expect(paths.filter((path) => path.endsWith(".map"))).toEqual([]);
  });

  it("brings one package with it", () => {
    const installed = readdirSync(join(folder, "node_modules")).filter(
      (name) => !name.startsWith("."),
    );
    expect(installed.toSorted()).toEqual(["decode-wall", "playwright-core"]);
  });

  it("measures through npx", () => {
    const { status, stdout, stderr } = run("npx", [
      "decode-wall",
      "--suite=smoke",
      "--kernel=dispatch",
      "--format=json",
    ]);
    expect(status, stderr).toBe(0);
    const result = JSON.parse(stdout) as { schema: string; kernels: { id: string }[] };
    expect(result.schema).toBe("decode-wall.result/1");
    expect(result.kernels.map(({ id }) => id)).toEqual(["dispatch"]);
  });

  it("names itself as it is called there, where no script is called bench", () => {
    for (const word of ["", "doctor", "project", "references", "targets"]) {
      const { stdout } = run("npx", ["decode-wall", ...(word ? [word] : []), "--help"]);
      expect(stdout).toContain(`Usage: npx decode-wall ${word}`.trimEnd());
      expect(stdout).not.toContain("npm run bench");
    }
    const { status, stderr } = run("npx", [
      "decode-wall",
      "--adapter=hardware",
      "--kernel=dispatch",
    ]);
    if (status !== 0) expect(stderr).toContain("npx decode-wall doctor tells more");
  });

  it("measures for a program", () => {
    cpSync(join(root, "examples/measureDecode.mjs"), join(folder, "measureDecode.mjs"));
    const { status, stdout, stderr } = run(process.execPath, ["measureDecode.mjs", "tiny"]);
    expect(status, stderr).toBe(0);
    expect(stdout).toMatch(/: tiny writes \S+ tokens\/s at \S+ GB\/s, confidence low\n$/);
    const refused = run(process.execPath, ["measureDecode.mjs", "no-such-model"]);
    expect(refused.status).toBe(3);
    expect(refused.stderr).toContain("bad-input: ");
  });

  it("has types that a strict project takes", () => {
    writeFileSync(
      join(folder, "uses.ts"),
      `import { measureDecode, MeasurementError, type Result } from "decode-wall";
export const rateOf = async (): Promise<number> => {
  const { row, result } = await measureDecode({ model: "llama-3.2-1b", dataType: "int4" });
  const whole: Result = result;
  return whole.decode.includes(row) ? row.tokensPerSecond : NaN;
};
export const codeOf = (error: unknown): string | undefined =>
  error instanceof MeasurementError ? error.code : undefined;
// @ts-expect-error there is no such type of weights
export const wrong = measureDecode({ dataType: "int5" });
`,
    );
    const compilerOptions = {
      noEmit: true,
      strict: true,
      module: "nodenext",
      target: "es2022",
      lib: ["es2023", "dom"],
      types: [],
    };
    const project = JSON.stringify({ compilerOptions, files: ["uses.ts"] });
    writeFileSync(join(folder, "tsconfig.json"), project);
    const compiler = join(root, "node_modules/typescript/bin/tsc");
    const { status, stdout } = run(process.execPath, [compiler, "-p", "."]);
    expect(stdout).toBe("");
    expect(status).toBe(0);
  });
});
