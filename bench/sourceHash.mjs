import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const sources = [
  "src",
  "shaders",
  "public",
  "bench",
  "index.html",
  "package.json",
  "package-lock.json",
  "vite.config.ts",
];

const filesBelow = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .toSorted()
        .flatMap((name) => filesBelow(join(path, name)))
    : [path];

/** Identity of what is built: the first 16 hexadecimal digits of a hash over every source file. */
export const sourceHash = (root) => {
  const hash = createHash("sha256");
  for (const source of sources.filter((name) => existsSync(join(root, name)))) {
    for (const path of filesBelow(join(root, source))) {
      hash.update(path.slice(root.length)).update("\0").update(readFileSync(path)).update("\0");
    }
  }
  return hash.digest("hex").slice(0, 16);
};
