import { describe, expect, it } from "vitest";
import { csvText } from "../../../src/report/csvText.ts";

const cell = (value: string | number | undefined): string =>
  csvText(["a"], [{ a: value }]).split("\r\n")[1] ?? "";

describe("rows as CSV", () => {
  it("stand under their columns, and what a row lacks stays empty", () => {
    expect(csvText(["a", "b"], [{ b: 1 }, { a: "x", c: "never" }])).toBe("a,b\r\n,1\r\nx,\r\n");
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["@cmd", "'@cmd"],
    ["+x", "'+x"],
    ["-x", "'-x"],
    [-1, "-1"],
    ["a,b", '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ["two\nlines", "two lines"],
    ["\u001b[31mred", "[31mred"],
    [3.35e12, "3350000000000"],
    [undefined, ""],
    ["plain", "plain"],
  ])("write %j as %s", (value, text) => {
    expect(cell(value)).toBe(text);
  });
});
