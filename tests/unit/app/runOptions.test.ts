import { describe, expect, it } from "vitest";
import { readRunOptions } from "../../../src/app/runOptions.ts";

describe("options given by a program", () => {
  it("are taken as they are, and frozen", () => {
    const options = { suite: "smoke", memoryBytes: 64e6, browserFlags: ["--headless"] };
    const read = readRunOptions(options);
    expect(read).toEqual({ status: "read", options });
    expect(read.status === "read" && Object.isFrozen(read.options)).toBe(true);
  });

  it.each([
    [
      "nothing",
      undefined,
      "options",
      "undefined is not a set of options; give an object with suite",
    ],
    ["a text", "smoke", "options", "is not a set of options"],
    ["a missing suite", {}, "suite", "give smoke, quick or full"],
    [
      "an unknown field",
      { suite: "smoke", suit: 1 },
      "suit",
      "is not an option; give suite, models",
    ],
    [
      "a size that is a text",
      { suite: "smoke", memoryBytes: "8GB" },
      "memoryBytes",
      "from 64000000",
    ],
    ["no size at all", { suite: "smoke", memoryBytes: Number.NaN }, "memoryBytes", "from 64000000"],
    [
      "a size without end",
      { suite: "smoke", memoryBytes: Infinity },
      "memoryBytes",
      "from 64000000",
    ],
    ["a negative time", { suite: "smoke", timeoutSeconds: -1 }, "timeoutSeconds", "from 1"],
    ["models that are no list", { suite: "smoke", models: "tiny" }, "models", "give a list"],
    ["a model of a prototype", { suite: "smoke", models: ["__proto__"] }, "models", "is not known"],
  ])("are refused for %s", (_case, given, field, problem) => {
    const read = readRunOptions(given);
    expect(read).toEqual({
      status: "bad",
      problems: expect.arrayContaining([{ field, problem: expect.stringContaining(problem) }]),
    });
  });
});
