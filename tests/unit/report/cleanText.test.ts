import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText } from "../../../src/report/cleanText.ts";

describe("text from outside", () => {
  it.each([
    ["an ordinary name", "Radeon RX 7900 XTX (RADV NAVI31)", "Radeon RX 7900 XTX (RADV NAVI31)"],
    ["letters of any script", "显卡 Карта بطاقة", "显卡 Карта بطاقة"],
    ["markup, which stays text", "<img onerror=x>", "<img onerror=x>"],
    ["an escape sequence", "a\u001b[31mred", "a [31mred"],
    ["C1 controls", "a\u009b31mb", "a 31mb"],
    ["line breaks and NUL", "a\r\n\u0000b", "a b"],
    ["separators of lines", "a\u2028b\u2029c", "abc"],
    ["a turned direction", "abc\u202Edef\u2066g\u2069", "abcdefg"],
    ["a mark apart from its letter", "e\u0301", "\u00e9"],
    ["outer space", "  a b  ", "a b"],
  ])("%s", (_name, text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  it("is cut at 80 characters, whole ones", () => {
    expect(cleanText("x".repeat(10_000))).toBe("x".repeat(80));
    expect([...cleanText("😀".repeat(100))]).toHaveLength(80);
    expect(cleanText("x".repeat(80))).toHaveLength(80);
  });

  it("has no control, no direction mark and at most the limit, whatever came", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        const cleaned = cleanText(text);
        expect(cleaned).not.toMatch(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\u061C]/u);
        expect([...cleaned].length).toBeLessThanOrEqual(80);
        expect(cleanText(cleaned)).toBe(cleaned);
      }),
    );
  });
});
