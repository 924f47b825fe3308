import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { balancedLines, textLines } from "../../../src/ui/textLines.ts";

const perCharacter = (text: string): number => text.length;

describe("lines", () => {
  it("are filled one after the other", () => {
    expect(textLines("one two three four", 9, perCharacter)).toEqual(["one two", "three", "four"]);
    expect(textLines("one two three four", 10, perCharacter)).toEqual(["one two", "three four"]);
  });

  it("leave no word alone on the last one", () => {
    expect(textLines("aa bb cc dd", 8, perCharacter)).toEqual(["aa bb", "cc dd"]);
  });

  it("keep a no-break space together", () => {
    expect(textLines("aa confidence\u00a0high", 12, perCharacter)).toEqual([
      "aa",
      "confidence\u00a0high",
    ]);
  });

  it("lose no word and exceed the width only by a single word", () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(words, fc.integer({ min: 4, max: 40 }), (parts, width) => {
        const text = parts.join(" ");
        for (const lines of [textLines, balancedLines]) {
          const found = lines(text, width, perCharacter);
          expect(found.join(" ")).toBe(text);
          expect(found.every((line) => line.length <= width || !line.includes(" "))).toBe(true);
        }
      }),
    );
  });

  it("of a headline are about as long as one another", () => {
    expect(balancedLines("aaa bbb ccc ddd eee", 16, perCharacter)).toEqual([
      "aaa bbb ccc",
      "ddd eee",
    ]);
    expect(textLines("aaa bbb ccc ddd eee", 16, perCharacter)).toEqual(["aaa bbb ccc", "ddd eee"]);
  });
});
