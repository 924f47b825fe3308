import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type HtmlTagDescriptor, type Plugin } from "vite";
import { sourceHash } from "./bench/sourceHash.mjs";
import { sectionFiles } from "./bench/references/sectionFiles.ts";
import { sharedChunk } from "./src/app/pages/sharedChunk.ts";
import { sitePageInputs, sitePagesPlugin } from "./src/app/pages/sitePagesPlugin.ts";
import {
  readReference,
  type RawAccelerators,
  type RawModels,
  type Reference,
} from "./src/reference/reference.ts";
import { resultJsonSchema, resultJsonSchemaPath } from "./src/report/resultJsonSchema.ts";

const root = fileURLToPath(new URL(".", import.meta.url));
const { version, repository } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as {
  readonly version: string;
  readonly repository?: string | { readonly url: string };
};
/** Where the source code is, for reports of wrong numbers; empty where nobody has said. */
const repositoryUrl =
  process.env["REPOSITORY_URL"] ??
  (typeof repository === "string" ? repository : (repository?.url ?? ""))
    .replace(/^git\+/, "")
    .replace(/\.git$/, "");

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

/** The first by name of the recordings in public/, relative to the page; empty where there is none. */
const recorded = (): string => {
  const folder = `${root}public/recorded`;
  const [first] = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(".json"))
        .toSorted()
    : [];
  return first === undefined ? "" : `recorded/${first}`;
};

/** On a busy machine the bundler wonders at its own plugins' time, which is nobody's to mend here. */
const checks = { bundlerTimings: false };

const id = sourceHash(root);
/** Written last, so that a build that broke off is seen to be stale. */
const buildIdFile = `${root}dist/build-id`;

/** The development server injects styles and scripts that this refuses, so only built pages have it. */
const contentSecurityPolicy = [
  "default-src 'none'",
  ...["script-src", "worker-src", "style-src", "font-src", "connect-src", "manifest-src"].map(
    (directive) => `${directive} 'self'`,
  ),
  "img-src 'self' data: blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html decode-wall",
].join("; ");

const meta = (attrs: Readonly<Record<string, string>>): HtmlTagDescriptor => ({
  tag: "meta",
  attrs,
  injectTo: "head",
});

/** Canonical address and social card need absolute addresses: there are none where SITE_URL is unset. */
const addressTags = (siteUrl: string | undefined, path: string): readonly HtmlTagDescriptor[] => {
  if (!siteUrl) return [];
  const site = new URL(siteUrl.endsWith("/") ? siteUrl : `${siteUrl}/`);
  const address = new URL(path.replace(/^\/|index\.html$/g, ""), site);
  return [
    { tag: "link", attrs: { rel: "canonical", href: address.href }, injectTo: "head" },
    meta({ property: "og:url", content: address.href }),
    meta({ property: "og:image", content: new URL("social-card.png", site).href }),
    meta({ property: "og:image:width", content: "1200" }),
    meta({ property: "og:image:height", content: "630" }),
    meta({ name: "twitter:card", content: "summary_large_image" }),
  ];
};

const pageHead = (): Plugin => ({
  name: "decode-wall:page-head",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { path }) => [
      {
        ...meta({ "http-equiv": "Content-Security-Policy", content: contentSecurityPolicy }),
        injectTo: "head-prepend", // before anything that it governs
      },
      ...addressTags(process.env["SITE_URL"], path),
    ],
  },
});

/** Publishes the schema of the result document with the page. */
const publishSchema = (): Plugin => ({
  name: "decode-wall:result-schema",
  applyToEnvironment: ({ name }) => name === "client",
  generateBundle() {
    const source = `${JSON.stringify(resultJsonSchema(), undefined, 1)}\n`;
    this.emitFile({ type: "asset", fileName: resultJsonSchemaPath, source });
  },
});

const reference = (): Reference => {
  const json = (name: string): unknown =>
    JSON.parse(readFileSync(`${root}src/reference/data/${name}.json`, "utf8"));
  return readReference(json("accelerators") as RawAccelerators, json("models") as RawModels);
};

/** Publishes the reference data with the page, as dated CSV beside its terms of use. */
const publishReference = (): Plugin => ({
  name: "decode-wall:reference",
  applyToEnvironment: ({ name }) => name === "client",
  generateBundle() {
    for (const file of sectionFiles(reference())) this.emitFile({ type: "asset", ...file });
  },
});

/**
 * `dist/page` is the static site, `dist/command/main.mjs` the command that serves and drives it,
 * `dist/library` the same for programs.
 */
export default defineConfig({
  root,
  base: "./",
  appType: "mpa", // a wrong address is told as one, not answered with the main page
  plugins: [pageHead(), publishSchema(), publishReference(), sitePagesPlugin(root, reference)],
  define: {
    __BUILD__: JSON.stringify({ id, commit: commit() }),
    __VERSION__: JSON.stringify(version),
    __RECORDED__: JSON.stringify(recorded()),
    __REPOSITORY__: JSON.stringify(repositoryUrl),
  },
  build: { rolldownOptions: { checks } },
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
        rolldownOptions: {
          input: { index: `${root}index.html`, ...sitePageInputs(root) },
          output: { codeSplitting: { groups: [{ name: sharedChunk(root), debugName: "shared" }] } },
        },
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
    library: {
      consumer: "server",
      resolve: {
        noExternal: true,
        external: ["playwright-core", "puppeteer-core", "@playwright/test"],
      },
      build: {
        outDir: "dist/library",
        target: "node20",
        copyPublicDir: false,
        minify: false,
        rolldownOptions: {
          input: {
            library: `${root}bench/library/library.ts`,
            playwright: `${root}bench/library/playwright.ts`,
          },
          output: { entryFileNames: "[name].mjs", chunkFileNames: "shared.mjs" },
        },
      },
    },
  },
  worker: { format: "es", rolldownOptions: { checks } },
});
