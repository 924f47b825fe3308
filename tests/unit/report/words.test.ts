import { describe, expect, it } from "vitest";
import { failureCodes, skipCodes, warningCodes } from "../../../src/domain/codes.ts";
import {
  failureWords,
  skipWords,
  warningWords,
  wordsOfFailure,
  type Words,
} from "../../../src/report/words.ts";

const tables: readonly (readonly [string, readonly string[], Readonly<Record<string, Words>>])[] = [
  ["warnings", warningCodes, warningWords],
  ["skips", skipCodes, skipWords],
  ["failures", failureCodes, failureWords],
];
const sentences = /^([A-Z][^.!?]*[.!?])( [A-Z][^.!?]*[.!?])*$/;

describe.each(tables)("words of %s", (_name, codes, words) => {
  it("cover every code and no other", () => {
    expect(Object.keys(words).toSorted()).toEqual([...codes].toSorted());
  });

  it.each(codes.map((code) => [code]))("say of %s what happened, why and what to do", (code) => {
    const { title, why, remedy } = words[code] as Words;
    expect(title).toMatch(/^[A-Z][^.!?]*$/);
    expect(title.length).toBeLessThanOrEqual(60);
    expect(why).toMatch(sentences);
    if (remedy !== "") expect(remedy).toMatch(sentences);
    expect(`${title} ${why} ${remedy}`).not.toContain("  ");
  });

  it("never say two codes the same", () => {
    const titles = Object.values(words).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });
});

describe("remedies for a browser and a system", () => {
  const remedyOn = (
    code: (typeof failureCodes)[number],
    browser: string,
    operatingSystem: string,
  ): string => wordsOfFailure({ code, message: "" }, { browser, operatingSystem }).remedy;

  it.each([
    ["Firefox 145", "Linux", /Firefox Nightly/],
    ["Firefox 145", "Windows", /Update Firefox/],
    ["Safari 17", "macOS", /Safari 26/],
    ["Chrome 140", "iOS 18", /iOS 26/],
    ["Chrome 110", "Android 11", /Android 12/],
    ["Something 1", "Windows", /Chrome, Edge or Safari/],
  ])("without WebGPU in %s on %s", (browser, system, words) => {
    expect(remedyOn("no-webgpu", browser, system)).toMatch(words);
  });

  it.each(["no-adapter", "software-adapter", "no-hardware-adapter"] as const)(
    "for %s name the flags of Vulkan on Linux, and only there",
    (code) => {
      expect(remedyOn(code, "Chrome 156", "Linux")).toContain("--enable-features=Vulkan");
      expect(remedyOn(code, "Chrome 156", "Windows")).not.toContain("--");
      expect(remedyOn(code, "Firefox 145", "Linux")).not.toContain("--");
    },
  );

  it("ask for a reload after two lost GPUs and for a restart after three", () => {
    const after = (losses: number): string =>
      wordsOfFailure({ code: "blocked-after-crashes", message: "", data: { losses } }).remedy;
    expect(after(2)).toMatch(/reload button/);
    expect(after(3)).toMatch(/^Close every window of the browser/);
  });

  it("are the table's own where nothing depends on the browser", () => {
    expect(wordsOfFailure({ code: "cancelled", message: "" })).toEqual(failureWords.cancelled);
  });
});
