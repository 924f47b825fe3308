import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** Git for Windows ends lines with CR LF unless it is told otherwise, and the format check refuses each. */
it("files have the same line ends on every system", () => {
  expect(readFileSync(`${root}.gitattributes`, "utf8")).toMatch(/^\* text=auto eol=lf$/m);
  for (const file of ["README.md", "shaders/gemv.wgsl", ".ci/run"]) {
    expect(readFileSync(root + file, "utf8")).not.toContain("\r");
  }
});
