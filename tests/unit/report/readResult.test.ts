import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Result } from "../../../src/domain/result.ts";
import { resultJson } from "../../../src/report/json.ts";
import { parseResult } from "../../../src/report/parseResult.ts";
import { readOwnResult, readResult } from "../../../src/report/readResult.ts";
import { fixtureResult, fixtures } from "../../fixtures/results.ts";

type Path = readonly (string | number)[];
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const document: Json = JSON.parse(resultJson(fixtures.everyField));

const valueAt = (value: Json, path: Path): Json =>
  path.reduce<Json>((inner, key) => (inner as Readonly<Record<string, Json>>)[key] ?? null, value);

/** A copy with another value, or none, at one place. */
const changed = (value: Json, path: Path, replacement: Json | undefined): Json => {
  const [key, ...rest] = path;
  if (key === undefined) return replacement ?? null;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === key ? changed(item, rest, replacement) : item));
  }
  const copy = { ...(value as Readonly<Record<string, Json>>) };
  if (rest.length === 0 && replacement === undefined) delete copy[key];
  else copy[key] = changed(copy[key] ?? null, rest, replacement);
  return copy;
};

const pathsOf = (
  value: Json,
  isWanted: (leaf: Json) => boolean,
  path: Path = [],
): readonly Path[] => {
  if (typeof value !== "object" || value === null) return isWanted(value) ? [path] : [];
  return Object.entries(value).flatMap(([key, inner]) =>
    pathsOf(inner, isWanted, [...path, Array.isArray(value) ? Number(key) : key]),
  );
};

/** JSON can say numbers that this program never writes. */
const withToken = (path: Path, token: string): string =>
  JSON.stringify(changed(document, path, "@token@")).replace(`"@token@"`, token);

const dotted = (path: Path): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === "number" ? `${text}[${key}]` : text === "" ? key : `${text}.${key}`,
    "",
  );

const read = (value: Json): ReturnType<typeof readResult> => readResult(JSON.stringify(value));
const reasonFor = (path: Path, value: Json | undefined): string => {
  const outcome = read(changed(document, path, value));
  return outcome.status === "refused" ? outcome.reason : "it was taken";
};

const numbers = pathsOf(document, (leaf) => typeof leaf === "number");
const anyNumber = fc.constantFrom(...numbers);

/** The document names the number, or what holds it where that is one of several shapes. */
const names = (path: string | undefined, mutated: Path): boolean =>
  path !== undefined && path !== "" && dotted(mutated).startsWith(path);

describe("a document", () => {
  it.each(Object.entries(fixtures))("of %s is read as it was written", (_name, result) => {
    const outcome = readOwnResult(resultJson(result));
    expect(outcome).toEqual({ status: "ok", result });
  });

  it("ends with a newline and holds the result whole", () => {
    const text = resultJson(fixtures.discrete);
    expect(text.endsWith("}\n")).toBe(true);
    expect(JSON.parse(text)).toEqual(fixtures.discrete);
  });

  it.each([NaN, Infinity])("is not written with a number that is %d", (durationSeconds) => {
    expect(() => resultJson(fixtureResult({ durationSeconds }))).toThrow(/durationSeconds/);
  });

  it("keeps what a later minor version adds out of the result", () => {
    const outcome = read(changed(document, ["kernels", 0, "newField"], [1, 2]));
    expect(outcome.status).toBe("ok");
    expect(JSON.stringify(outcome)).not.toContain("newField");
  });
});

describe("a document from outside", () => {
  it("is trusted no further than medium, and says that it is only claimed", () => {
    const outcome = readResult(resultJson(fixtures.discrete));
    if (outcome.status === "refused") throw new Error(outcome.reason);
    expect(fixtures.discrete.confidence.level).toBe("high");
    expect(outcome.result.confidence.level).toBe("medium");
    expect(outcome.result.confidence.reasons[0]).toContain("as claimed by this file");
  });

  it("is not lifted to medium either", () => {
    const outcome = readResult(resultJson(fixtures.software));
    expect(outcome.status === "ok" && outcome.result.confidence.level).toBe("low");
  });

  it("cannot claim more confidence than its warnings allow", () => {
    const claimed: Result = { ...fixtures.software, confidence: { level: "high", reasons: [] } };
    const outcome = readResult(resultJson(claimed));
    expect(outcome.status === "ok" && outcome.result.confidence.level).toBe("low");
  });

  it.each([
    ["no JSON", "{", /not JSON/],
    ["another document", `{"schema":"other/1"}`, /not a Decode Wall result/],
    ["no object", "3", /not a Decode Wall result/],
    ["null", "null", /not a Decode Wall result/],
    ["a list", "[]", /not a Decode Wall result/],
    [
      "another major",
      `{"schema":"decode-wall.result/2"}`,
      /decode-wall\.result\/2.*decode-wall\.result\/1/,
    ],
    ["more than 4 MiB", " ".repeat(4 * 2 ** 20 + 1), /4 MiB/],
    ["too many levels", `${"[".repeat(14)}${"]".repeat(14)}`, /12 levels/],
    ["very many levels", `${"[".repeat(1e6)}${"]".repeat(1e6)}`, /12 levels/],
  ])("that is %s is refused with the reason", (_name, text, reason) => {
    const outcome = readResult(text);
    expect(outcome.status === "refused" && outcome.reason).toMatch(reason);
  });

  it.each<readonly [Path, Json | undefined, string]>([
    [["kernels", 0, "dataType"], "q3", `kernels[0].dataType must be "f32" or "f16" or`],
    [["kernels", 1, "id"], 7, "kernels[1].id must be a text, but is 7."],
    [["kernels", 0, "seconds", "median"], undefined, "kernels[0].seconds.median is missing."],
    [["environment"], undefined, "environment is missing."],
    [["environment"], [], "environment.userAgent is missing."],
    [["warnings", 0, "code"], "bogus", "warnings[0].code must be "],
    [["suite", "seed"], 1.5, "suite.seed must be a whole number, but is 1.5."],
    [
      ["kernels", 0, "cacheShareMax"],
      1.01,
      "kernels[0].cacheShareMax must be at most 1, but is 1.01.",
    ],
    [["createdAt"], "yesterday", "createdAt must be a time as in 2026"],
    [["canaries", 0, "kind"], null, "canaries[0].kind must be"],
  ])("is refused for %j with its path", (path, value, reason) => {
    expect(reasonFor(path, value)).toContain(reason);
  });

  it.each(["low", "high"] as const)(
    "is refused where an interval's %s is beyond its median",
    (end) => {
      const median = valueAt(document, ["decode", 0, "secondsPerStep", "median"]) as number;
      const beyond = end === "low" ? median * 1.01 : median * 0.99;
      expect(reasonFor(["decode", 0, "secondsPerStep", end], beyond)).toMatch(
        /^decode\[0\]\.secondsPerStep: low ≤ median ≤ high/,
      );
    },
  );

  it("is refused where a part of a step lies outside of its interval, not for being below 0", () => {
    const [part] = fixtures.steps.breakdown ?? [];
    const at = (secondsPerStep: number): string =>
      JSON.stringify({
        ...fixtures.steps,
        breakdown: [{ ...part, secondsPerStep, low: -2e-3, high: -1e-3 }],
      });
    expect(readResult(at(-1.5e-3)).status).toBe("ok");
    expect(readResult(at(0))).toMatchObject({ status: "refused", path: "breakdown[0]" });
  });

  it("is refused with a list of more than 10,000, and taken with 10,000", () => {
    const point = { workingSetBytes: 1e6, bytesPerSecond: 1e9 };
    expect(
      reasonFor(
        ["cacheCurve"],
        Array.from({ length: 10_001 }, () => point),
      ),
    ).toMatch(/^cacheCurve must be a list of at most 10000, but is 10001/);
    const list = Array.from({ length: 10_000 }, () => point);
    expect(read(changed(document, ["cacheCurve"], list)).status).toBe("ok");
  });

  it("is refused for any number that is no quantity, naming its path", () => {
    const impossible = fc.constantFrom("null", `"1"`, "-1", "-1e-300", "1e999", "1.7e308", "[]");
    fc.assert(
      fc.property(anyNumber, impossible, (path, token) => {
        // A warning's data may be of any sign and size, and an error may be of any size.
        fc.pre(!path.includes("data"));
        fc.pre(!token.startsWith("-1") || !path.includes("breakdown")); // differences
        fc.pre(token !== "1.7e308" || !path.includes("verification"));
        const outcome = readResult(withToken(path, token));
        expect(outcome.status, dotted(path)).toBe("refused");
        const named = outcome.status === "refused" ? outcome.path : undefined;
        expect(names(named, path), `${dotted(path)}: ${named}`).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it("is refused where a warning's data is infinite", () => {
    const outcome = readResult(withToken(["warnings", 0, "data", "kernel"], "1e999"));
    expect(outcome.status === "refused" && outcome.path).toMatch(/^warnings\[0\]\.data\.kernel/);
  });

  it("never throws, whatever JSON it is", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expect(readResult(text).status).toBe("refused");
      }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...pathsOf(document, () => true)),
        fc.jsonValue({ maxDepth: 3 }),
        (path, value) => {
          expect(["ok", "refused"]).toContain(read(changed(document, path, value as Json)).status);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("changes no prototype, at whatever level it tries", () => {
    const poisons = ["__proto__", "constructor", "prototype"];
    const objects: readonly Path[] = [
      [],
      ["environment"],
      ["environment", "limits"],
      ["kernels", 0],
      ["warnings", 0, "data"],
    ];
    for (const poison of poisons) {
      for (const path of objects) {
        const key = JSON.stringify(poison);
        const marked = JSON.stringify(changed(document, [...path, "poison"], 1));
        const outcome = readResult(marked.replace(`"poison":1`, `${key}:{"polluted":1}`));
        expect(({} as { polluted?: number }).polluted).toBeUndefined();
        expect(JSON.stringify(outcome)).not.toContain("polluted");
      }
    }
  });

  it("cleans every text, so that none can turn or lengthen the page", () => {
    const hostile = `\u202E<img src=x onerror=alert(1)>\u001b[31m${"x".repeat(10_000)}`;
    const outcome = read(changed(document, ["environment", "label"], hostile));
    const label = outcome.status === "ok" ? outcome.result.environment.label : "";
    expect(label).toHaveLength(80);
    expect(label.startsWith("<img src=x onerror=alert(1)> [31mxx")).toBe(true);
  });

  it("has a clean and short text wherever a text may be free", () => {
    const free = pathsOf(document, (leaf) => typeof leaf === "string").filter(
      (path) =>
        parseResult(JSON.stringify(changed(document, path, "\u202Eab\u0007cd"))).status === "ok",
    );
    expect(free.length).toBeGreaterThan(30);
    for (const path of free) {
      const outcome = parseResult(
        JSON.stringify(changed(document, path, `\u202E\u0007${"y".repeat(9999)}`)),
      );
      const result = outcome.status === "ok" ? (outcome.result as unknown as Json) : null;
      const text = valueAt(result, path) as string;
      expect(text, dotted(path)).toMatch(/^y+$/);
      expect(text.length, dotted(path)).toBeLessThanOrEqual(400);
    }
  });
});
