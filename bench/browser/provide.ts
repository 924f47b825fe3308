import { findBrowser, type BrowserChoice } from "./find.ts";
import { installBrowser, type InstallContext } from "./install.ts";

export type Provided =
  | { readonly status: "found"; readonly path: string }
  | { readonly status: "bad-input"; readonly message: string }
  | { readonly status: "missing"; readonly message: string };

const titles = { chrome: "Chrome", chromium: "Chromium", edge: "Edge" } as const;

/** A browser that is there, or is installed now; only Chromium is ever installed. */
export const provideBrowser = async (
  choice: BrowserChoice | undefined,
  context: InstallContext,
): Promise<Provided> => {
  const browser = findBrowser(choice, context.machine);
  switch (browser.status) {
    case "found":
      return browser;
    case "bad-path":
      return { status: "bad-input", message: browser.message };
    case "missing": {
      if (choice?.kind === "name" && choice.name !== "chromium") {
        return {
          status: "bad-input",
          message: `--browser ${choice.name}: ${titles[choice.name]} is not installed in a usual place; install it, give its path, or leave --browser out`,
        };
      }
      const installed = await installBrowser(context);
      return installed.status === "installed"
        ? { status: "found", path: installed.path }
        : { status: "missing", message: installed.message };
    }
  }
};
