import { expect, it } from "vitest";
import { matrixOfferOf } from "../../../src/domain/matrixUnit.ts";

it.each([
  ["one size", [32, 32], true, 32, false],
  ["one size, and no say in it", [32, 32], false, 32, false],
  ["one large size", [64, 64], true, 64, false],
  ["32 among others, as on AMD", [32, 64], true, 32, true],
  ["32 among others, as on Intel", [8, 32], true, 32, true],
  ["others, and no say in which", [32, 64], false, 64, false],
  ["none that is as large as 32", [8, 16], true, 16, true],
  ["sizes it does not tell", [undefined, undefined], true, 32, false],
] as const)(
  "takes subgroups of a device that has %s",
  (_, [least, most], canAsk, lanes, isSizeAsked) => {
    const sizes = least && most ? { subgroupMinSize: least, subgroupMaxSize: most } : {};
    expect(
      matrixOfferOf([], { vendor: "amd", ...sizes }, canAsk, { access: "typed", isPacked: true }),
    ).toEqual({
      units: [],
      lanes,
      isSizeAsked,
      access: "typed",
      isPacked: true,
    });
  },
);

it("knows that Apple's are of 32, whatever range the browser gives", () => {
  const sizes = { subgroupMinSize: 4, subgroupMaxSize: 64 };
  const lanesOf = (vendor: string): number =>
    matrixOfferOf([], { vendor, ...sizes }, false, { access: "flagged", isPacked: false }).lanes;
  expect(["apple", "amd"].map(lanesOf)).toEqual([32, 64]);
});
