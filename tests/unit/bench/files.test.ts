import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildIfStale, staleness } from "../../../bench/buildIfStale.mjs";
import { problemOfStdout, problemsOfFiles, writeOutput } from "../../../bench/outputFiles.ts";
import { sourceHash } from "../../../bench/sourceHash.mjs";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "decode-wall-files-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const problemsOf = (file: string) => problemsOfFiles([{ format: "json", file }]);

describe("files for the result", () => {
  it("accepts a new file and an old one, and touches neither before it writes", () => {
    const old = join(folder, "old.json");
    writeFileSync(old, "before");
    expect(problemsOf(old)).toEqual([]);
    expect(problemsOf(join(folder, "new.json"))).toEqual([]);
    expect(readFileSync(old, "utf8")).toBe("before");
    expect(() => readFileSync(join(folder, "new.json"))).toThrow("ENOENT");
  });

  it("refuses a folder, and a file in a folder that is not there", () => {
    expect(problemsOf(folder)).toEqual([expect.stringContaining("is a folder")]);
    expect(problemsOf(join(folder, "no/x.json"))).toEqual([
      expect.stringContaining("does not exist"),
    ]);
  });

  it("refuses a name that the disk will not take", () => {
    expect(problemsOf(join(folder, "x".repeat(400)))).toEqual([
      expect.stringContaining("cannot be written (ENAMETOOLONG"),
    ]);
  });

  it.runIf(existsSync("/dev/full"))(
    "refuses a full disk, also as stdout, where there is /dev/full",
    () => {
      expect(problemsOf("/dev/full")).toEqual([
        expect.stringContaining("/dev/full cannot be written (ENOSPC"),
      ]);
      expect(problemsOf("/dev/null")).toEqual([]);
      const descriptor = openSync("/dev/full", "w");
      expect(problemOfStdout(descriptor)).toContain("stdout cannot be written (ENOSPC");
      closeSync(descriptor);
      expect(problemOfStdout()).toBe(undefined);
    },
  );

  it("takes a file that may be written in a folder that takes no new one", () => {
    const locked = join(folder, "locked");
    mkdirSync(locked);
    writeFileSync(join(locked, "old.json"), "");
    chmodSync(locked, 0o555);
    expect(problemsOf(join(locked, "old.json"))).toEqual([]);
    chmodSync(locked, 0o755);
    expect(readdirSync(locked)).toEqual(["old.json"]);
  });

  it("adds to a file where that is asked for", () => {
    const summary = join(folder, "summary.md");
    writeFileSync(summary, "before\n");
    expect(writeOutput(summary, "after\n", { append: true })).toBe(undefined);
    expect(readFileSync(summary, "utf8")).toBe("before\nafter\n");
  });

  it("asks nothing of stdout", () => {
    expect(problemsOfFiles([{ format: "json" }])).toEqual([]);
  });

  it("says what went wrong where writing fails after all, as on a full disk", () => {
    expect(writeOutput(join(folder, "no/x.json"), "{}")).toContain("could not be written");
    expect(writeOutput(join(folder, "yes.json"), "{}")).toBe(undefined);
  });
});

describe("a build", () => {
  it("is stale where nothing is built, or a source has changed since", () => {
    const root = join(folder, "project");
    mkdirSync(join(root, "src"), { recursive: true });
    mkdirSync(join(root, "dist"));
    writeFileSync(join(root, "src/a.ts"), "1");
    expect(staleness(root)).toContain("nothing is built");
    writeFileSync(join(root, "dist/build-id"), `${sourceHash(root)}\n`);
    expect(staleness(root)).toBe(undefined);
    writeFileSync(join(root, "src/a.ts"), "2");
    expect(staleness(root)).toContain("changed");
    writeFileSync(join(root, "src/a.ts"), "1");
    expect(staleness(root)).toBe(undefined);
    writeFileSync(join(root, "src/b.ts"), "");
    expect(staleness(root)).toContain("changed");
  });

  it("is asked for npm ci where packages are missing, and only for those that it needs", async () => {
    const root = join(folder, "bare");
    const said: string[] = [];
    const build = () => buildIfStale(root, (text) => said.push(text));
    mkdirSync(join(root, "dist"), { recursive: true });
    expect(await build()).toMatchObject({
      message: expect.stringMatching(/playwright-core.*npm ci/),
    });
    mkdirSync(join(root, "node_modules/playwright-core"), { recursive: true });
    expect(await build()).toMatchObject({ message: expect.stringMatching(/vite.*npm ci/) });
    writeFileSync(join(root, "dist/build-id"), `${sourceHash(root)}\n`);
    expect(await build()).toEqual({ status: "ready" });
    expect(said).toEqual([]);
  });
});
