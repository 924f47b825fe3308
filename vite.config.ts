import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { sourceHash } from "./bench/sourceHash.mjs";

const root = fileURLToPath(new URL(".", import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { version: string };

const commit = (): string => {
  try {
    const git = (...arguments_: string[]): string =>
      execFileSync("git", arguments_, { cwd: root, encoding: "utf8", stdio: "pipe" }).trim();
    return (
      git("rev-parse", "--short=12", "HEAD") + (git("status", "--porcelain") ? "+changes" : "")
    );
  } catch {
    return "unknown"; // built from a package or an archive, without its history
  }
};

const id = sourceHash(root);
/** Written last, so that a build that broke off is seen to be stale. */
const buildIdFile = `${root}dist/build-id`;

/** `dist/page` is the static site, `dist/command/main.mjs` the command that serves and drives it. */
export default defineConfig({
  root,
  base: "./",
  define: {
    __BUILD__: JSON.stringify({ id, commit: commit() }),
    __VERSION__: JSON.stringify(version),
  },
  builder: {
    buildApp: async (builder) => {
      rmSync(buildIdFile, { force: true });
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== "ssr") await builder.build(environment);
      }
      writeFileSync(buildIdFile, `${id}\n`);
    },
  },
  environments: {
    client: {
      build: {
        outDir: "dist/page",
        target: "es2022",
        modulePreload: { polyfill: false }, // the polyfill is inline script, which the CSP refuses
        assetsInlineLimit: 0,
      },
    },
    command: {
      consumer: "server",
      resolve: { noExternal: true, external: ["playwright-core", "puppeteer-core"] },
      build: {
        outDir: "dist/command",
        target: "node20",
        copyPublicDir: false,
        minify: false,
        rolldownOptions: {
          input: `${root}bench/main.ts`,
          output: {
            entryFileNames: "main.mjs",
            codeSplitting: false,
            banner: "#!/usr/bin/env node",
          },
        },
      },
    },
  },
  worker: { format: "es" },
});
