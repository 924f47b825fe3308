import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Which rooms a file may import from, besides its own. The README draws the same table. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  statistics: ["domain"],
  reference: ["domain"],
  gpu: ["domain"],
  kernels: ["domain", "shaders"],
  workloads: ["domain", "reference", "kernels"],
  measure: ["domain", "statistics", "gpu", "kernels", "workloads"],
  analysis: ["domain", "statistics"],
  projection: ["domain", "reference", "analysis"],
  report: ["domain", "analysis", "projection"],
  runner: [
    "domain",
    "statistics",
    "reference",
    "gpu",
    "kernels",
    "workloads",
    "measure",
    "analysis",
  ],
  storage: ["domain", "report"],
  ui: ["domain", "reference", "analysis", "projection", "report", "storage"],
  app: [
    "domain",
    "statistics",
    "reference",
    "gpu",
    "kernels",
    "workloads",
    "measure",
    "analysis",
    "projection",
    "report",
    "runner",
    "storage",
    "ui",
  ],
  bench: ["domain", "statistics", "reference", "workloads", "analysis", "projection", "report"],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const roomOf = (path: string): string => {
  const [first = "", second = ""] = path.split(sep);
  return first === "src" ? second : first;
};

/** `../x.ts` of static, type-only, re-exporting and dynamic imports and of `new URL(…, import.meta.url)`. */
const importPattern = /(?:\bfrom\s*|\bimport\s*\(?\s*|new URL\(\s*)["'](\.{1,2}\/[^"']+)["']/g;

const importsOf = (path: string, text: string): readonly Import[] =>
  [...text.matchAll(importPattern)].map(([, specifier = ""]) => ({
    from: path,
    to: normalize(join(dirname(path), specifier.replace(/\?.*$/, ""))),
  }));

const violationsOf = (imports: readonly Import[]): readonly string[] =>
  imports
    .filter(({ from, to }) => {
      const rooms = allowed[roomOf(from)];
      return rooms !== undefined && roomOf(from) !== roomOf(to) && !rooms.includes(roomOf(to));
    })
    .map(({ from, to }) => `${from} → ${roomOf(to)}`);

const sourceFiles = ["src", "bench"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name))),
);
const textOf = (path: string): string => readFileSync(join(root, path), "utf8");

describe("architecture", () => {
  it("has a line in the table for every room", () => {
    const rooms = new Set(
      sourceFiles
        .filter((path) => path.split(sep).length > 2 || !path.startsWith("src"))
        .map(roomOf),
    );
    expect([...rooms].filter((room) => !(room in allowed))).toEqual([]);
  });

  it("imports only along the arrows of the table", () => {
    const imports = sourceFiles.flatMap((path) => importsOf(path, textOf(path)));
    expect(imports.length).toBeGreaterThan(20);
    expect(violationsOf(imports)).toEqual([]);
  });

  it.each([
    [`import { x } from "../measure/sampler.ts";`, "measure"],
    [`import type { X } from '../runner/api.ts';`, "runner"],
    [`export * from "../gpu/device.ts";`, "gpu"],
    [`const x = await import("../measure/sampler.ts");`, "measure"],
    [`import url from "../runner/worker.ts?worker&url";`, "runner"],
    [`import "../app/main.ts";`, "app"],
  ])("sees that ui breaks the table with %s", (line, room) => {
    expect(violationsOf(importsOf("src/ui/app.ts", line))).toEqual([`src/ui/app.ts → ${room}`]);
  });

  it("lets only gpu/ name navigator.gpu", () => {
    const naming = sourceFiles.filter((path) => /navigator\.gpu\b/.test(textOf(path)));
    expect(naming.filter((path) => roomOf(path) !== "gpu")).toEqual([]);
  });
});
