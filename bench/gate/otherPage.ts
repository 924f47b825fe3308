import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { problem, type Problem } from "../../src/domain/problem.ts";

/** Where the other build is found. */
export type OtherPage =
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "address"; readonly url: string; readonly isRemote: boolean };

const loopback = ["127.0.0.1", "localhost", "[::1]"];

const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

const hasPage = (folder: string): boolean => existsSync(join(folder, "index.html"));

/** A built page by its folder (`dist` or `dist/page`) or its address; whatever cannot be one is told. */
export const otherPage = (text: string): OtherPage | Problem => {
  if (/^https?:\/\//i.test(text)) {
    if (!URL.canParse(text)) {
      return problem(`--against: "${text}" is no address; give one as https://example.org/wall/`);
    }
    const { hostname, href } = new URL(text);
    return { kind: "address", url: href, isRemote: !loopback.includes(hostname) };
  }
  const folder = resolve(text);
  if (!isFolder(folder)) {
    return problem(`--against: ${text} is no folder; give one with a built page, or an address`);
  }
  const page = [folder, join(folder, "page"), join(folder, "dist", "page")].find(hasPage);
  return page === undefined
    ? problem(
        `--against: ${text} holds no built page (index.html); build it there, as npm run build does`,
      )
    : { kind: "folder", path: page };
};
