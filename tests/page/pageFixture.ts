import { fileURLToPath } from "node:url";
import { expect, type BrowserContext } from "@playwright/test";
import { serve, type Server } from "../../bench/serve.ts";
import { test as base } from "../browserPerFile.ts";

const builtPage = fileURLToPath(new URL("../../dist/page", import.meta.url));

/** What a page did that it must not do: a violation, a request that leaves, an uncaught error. A test that provokes it empties the list. */
export interface Trespasses {
  readonly list: string[];
}

interface WorkerFixtures {
  readonly servers: { readonly root: Server; readonly subPath: Server };
}

interface TestFixtures {
  /** Address of the built page, with a slash at the end. */
  readonly pageUrl: string;
  /** The same below a path, on another origin. */
  readonly subPathUrl: string;
  readonly trespasses: Trespasses;
}

const watchRequests = (context: BrowserContext, origins: readonly string[], list: string[]) => {
  context.on("request", (request) => {
    const url = new URL(request.url());
    const leaves = url.protocol.startsWith("http") && !origins.includes(url.origin);
    if (leaves) list.push(`a request left the origin: ${request.method()} ${url.href}`);
  });
};

/** A worker's violations are told to its own global, which no page sees, but also to the console. */
const watchPolicy = async (context: BrowserContext, list: string[]): Promise<void> => {
  await context.exposeBinding("policyViolated", (_source, text: string) => list.push(text));
  await context.addInitScript(() => {
    const told = (window as unknown as { policyViolated(text: string): void }).policyViolated;
    document.addEventListener("securitypolicyviolation", (event) => {
      const { violatedDirective, blockedURI, sourceFile, lineNumber } = event;
      told(`${violatedDirective} forbids ${blockedURI} (${sourceFile}:${lineNumber})`);
    });
  });
  context.on("weberror", (error) => list.push(`an error of the page: ${error.error().message}`));
  context.on("console", (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text())) list.push(message.text());
  });
};

/** Playwright's `test` for the built page; fails where a policy is violated or a request leaves. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  servers: [
    // eslint-disable-next-line no-empty-pattern -- Playwright demands a destructured first argument
    async ({}, use) => {
      const root = await serve(builtPage);
      const subPath = await serve(builtPage, { base: "/some/where/" });
      await use({ root, subPath });
      await Promise.all([root.close(), subPath.close()]);
    },
    { scope: "worker" },
  ],
  pageUrl: ({ servers }, use) => use(servers.root.url),
  subPathUrl: ({ servers }, use) => use(servers.subPath.url),
  // eslint-disable-next-line no-empty-pattern -- as above
  trespasses: async ({}, use) => {
    const trespasses: Trespasses = { list: [] };
    await use(trespasses);
    expect(trespasses.list, "what the page must not do").toEqual([]);
  },
  context: async ({ context, servers, trespasses }, use) => {
    const origins = [servers.root, servers.subPath].map(({ url }) => new URL(url).origin);
    watchRequests(context, origins, trespasses.list);
    await watchPolicy(context, trespasses.list);
    await use(context);
  },
});

export { expect } from "@playwright/test";
