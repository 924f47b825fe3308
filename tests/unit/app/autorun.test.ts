import { describe, expect, it } from "vitest";
import { autorunOf } from "../../../src/app/autorun.ts";
import { readUrlOptions } from "../../../src/app/urlOptions.ts";

const page = (search: string, circumstances = {}) =>
  autorunOf({
    url: readUrlOptions(search),
    framed: false,
    automated: false,
    dangling: undefined,
    ...circumstances,
  });
const dangling = { suite: "quick", step: "GEMV" } as const;

describe("?autorun", () => {
  it.each(["smoke", "quick"])("measures %s at once", (suite) => {
    expect(page(`?autorun=${suite}`)).toEqual({ status: "run", options: { suite } });
  });

  it("hands on the command's options", () => {
    expect(page("?autorun=smoke&model=tiny")).toMatchObject({ options: { models: ["tiny"] } });
  });

  it("is not meant when it is not there", () => {
    expect(page("?suite=smoke")).toEqual({ status: "wait" });
  });

  it("waits for a click before the full suite, unless a program drives the browser", () => {
    expect(page("?autorun=full")).toMatchObject({ failure: { code: "needs-click" } });
    expect(page("?autorun=full", { automated: true })).toMatchObject({ status: "run" });
  });

  it("does nothing inside another page", () => {
    const refused = page("?autorun=smoke", { framed: true, automated: true });
    expect(refused).toMatchObject({ status: "refused", failure: { code: "framed" } });
  });

  it("does not start again by itself after the browser ended a run", () => {
    expect(page("?autorun=smoke", { dangling })).toMatchObject({
      failure: { code: "needs-click", message: expect.stringContaining("GEMV") },
    });
    expect(page("", { dangling })).toEqual({ status: "wait" });
  });

  it("refuses what it does not know", () => {
    expect(page("?autorun=fast")).toMatchObject({ failure: { code: "bad-options" } });
  });
});
