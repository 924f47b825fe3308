import { NagaError, parseWgsl, validate, writeHlsl, writeMsl, writeSpirv } from "naga-wasm";
import { describe, expect, it } from "vitest";
import type { Constants } from "../../src/kernels/kernel.ts";
import { shaderUses } from "./shaders.ts";

/**
 * The shader with its overrides fixed as a pipeline would fix them: naga-wasm can validate overrides
 * but not give them values, and without values nothing can be written for a driver.
 */
const fixed = (source: string, constants: Constants): string =>
  source.replace(/^override (\w+)(.*?)=\s*([^;]+);/gm, (_, name: string, type, otherwise) => {
    const value = constants[name];
    return `const ${name}${type}= ${value ?? otherwise};`;
  });

/** Naga has subgroups without this line and refuses it; browsers with Naga do not offer them yet. */
const inNagasDialect = (source: string): string => source.replace(/^enable subgroups;\n/m, "");

/** What Naga says against it; undefined where it reads it and can write it for every driver. */
const complaint = (source: string, constants: Constants = {}): string | undefined => {
  try {
    const text = inNagasDialect(source);
    validate(parseWgsl(text));
    const module = parseWgsl(fixed(text, constants));
    const info = validate(module);
    for (const write of [writeSpirv, writeMsl, writeHlsl]) write(module, info);
    return undefined;
  } catch (thrown) {
    return thrown instanceof NagaError ? thrown.formatted : String(thrown);
  }
};

/** Naga has no matrix unit, and browsers with Naga do not offer it: such a variant is never compiled there. */
const nagasUses = shaderUses.filter(
  ({ requires }) => !requires.includes("chromium-experimental-subgroup-matrix"),
);

describe("under Naga, as in Firefox", () => {
  it.each(nagasUses.map((use) => [use.name, use] as const))("%s compiles", (_, use) => {
    expect(complaint(use.source, use.constants)).toBe(undefined);
  });

  it("fixes every override that is there", () => {
    for (const { source, constants } of nagasUses) {
      expect(fixed(source, constants)).not.toMatch(/^\s*override /m);
      for (const [name, value] of Object.entries(constants)) {
        expect(fixed(source, constants)).toMatch(new RegExp(`^const ${name}\\b.*= ${value};`, "m"));
      }
    }
  });

  it.each([
    ["a type error", "@compute @workgroup_size(1) fn main() { let x: i32 = 1.5; }"],
    ["an undeclared name", "@compute @workgroup_size(1) fn main() { let x = y; }"],
    [
      "a pointer into storage as parameter, which Firefox refuses",
      `@group(0) @binding(0) var<storage, read_write> a: array<f32>;
       fn f(p: ptr<storage, array<f32>, read_write>) { (*p)[0] = 1; }
       @compute @workgroup_size(1) fn main() { f(&a); }`,
    ],
  ])("%s does not", (_, source) => {
    expect(complaint("@compute @workgroup_size(1) fn main() {}")).toBe(undefined);
    expect(complaint(source)).toEqual(expect.any(String));
  });
});
