import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = `${root}test-results/states`;

/** The policy of the built page, word for word, so that states are drawn under what visitors get. */
const policyOfBuiltPage = (): string => {
  const page = readFileSync(`${root}dist/page/index.html`, "utf8");
  const [tag] = /<meta[^>]*Content-Security-Policy[^>]*>/.exec(page) ?? [];
  if (tag === undefined) throw new Error("the built page has no Content-Security-Policy");
  return tag;
};

/** Builds the page of all states, as the real page is built; returns its folder. */
export const buildStates = async (): Promise<string> => {
  const policy = policyOfBuiltPage();
  await build({
    root,
    configFile: false,
    base: "./",
    logLevel: "error",
    plugins: [
      {
        name: "states-policy",
        transformIndexHtml: {
          order: "post",
          handler: (html) => html.replace("<head>", `<head>${policy}`),
        },
      },
    ],
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: "es2022",
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: { input: `${root}states.html` },
    },
  });
  return folder;
};
