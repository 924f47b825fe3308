import type { ServerResponse } from "node:http";
import type { Plugin } from "vite";
import type { Reference } from "../../reference/reference.ts";
import { pairPages } from "./pairPages.ts";
import { deeperPage, pageHtml } from "./pageHtml.ts";
import { comparePage, dataPage, type SitePage } from "./sitePage.ts";

const pages: readonly SitePage[] = [dataPage, comparePage];
const fileName = ({ path }: SitePage): string => `${path}index.html`;
const pageOfId = (root: string, id: string): SitePage | undefined =>
  pages.find((page) => id === `${root}${fileName(page)}`);

/** Files of the pages beside the main one, none of which is on disk; `root` ends with a slash. */
export const sitePageInputs = (root: string): Readonly<Record<string, string>> =>
  Object.fromEntries(pages.map((page) => [page.path.replace("/", ""), `${root}${fileName(page)}`]));

/**
 * Makes the pages beside the main one from their descriptions, in the build and in development. Those
 * of pairs are the built page of all pairs with a title of their own, so that a hundred of them cost
 * a hundred replacements and no more.
 */
export const sitePagesPlugin = (root: string, reference: () => Reference): Plugin => ({
  name: "decode-wall:pages",
  resolveId: (id) => (pageOfId(root, id) ? id : undefined),
  load: (id) => {
    const page = pageOfId(root, id);
    return page && pageHtml(page);
  },
  configureServer(server) {
    const answer = async (page: SitePage, response: ServerResponse): Promise<void> => {
      const html = await server.transformIndexHtml(`/${fileName(page)}`, pageHtml(page));
      response.setHeader("Content-Type", "text/html");
      response.end(html);
    };
    server.middlewares.use((request, response, next) => {
      const path = (request.url ?? "/").replace(/[?#].*$/, "").slice(1);
      const page =
        pages.find((one) => one.path === path) ??
        (path.startsWith(comparePage.path)
          ? pairPages(reference()).find((one) => one.path === path)
          : undefined);
      if (page) void answer(page, response);
      else next();
    });
  },
  generateBundle: {
    order: "post",
    handler(_options, bundle) {
      const built = bundle[fileName(comparePage)];
      if (built?.type !== "asset") return; // another environment than the page's
      const html = built.source.toString();
      for (const page of pairPages(reference())) {
        const source = deeperPage(html, comparePage, page);
        if (!source.includes(page.heading) || source.includes(comparePage.title))
          throw new Error(`${page.path} keeps the title of ${comparePage.path}`);
        this.emitFile({ type: "asset", fileName: fileName(page), source });
      }
    },
  },
});
