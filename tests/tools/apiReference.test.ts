import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const here = fileURLToPath(new URL(".", import.meta.url));
const kept = fileURLToPath(new URL("../../docs/api", import.meta.url));
const fresh = fileURLToPath(new URL("../../test-results/api", import.meta.url));

const pagesIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(`${folder}/${name}`, "utf8")]),
  );

it("docs/api is what npm run --prefix tests/tools api makes of the types", () => {
  execFileSync(
    process.execPath,
    ["node_modules/typedoc/bin/typedoc", "--options", "typedoc.json", "--out", fresh],
    { cwd: here, stdio: "pipe" },
  );
  expect(pagesIn(kept)).toEqual(pagesIn(fresh));
  expect(pagesIn(kept)["library.md"]).toContain("measureDecode(");
});
