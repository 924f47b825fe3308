import { fileURLToPath } from "node:url";

/** Installed as a package there is no script called bench, and the command goes by its own name. */
const isPackage = /[\\/]node_modules[\\/]/.test(fileURLToPath(import.meta.url));

/** A text that names the command as it is called in a checkout, with its name as it is called here. */
export const asCalled = (text: string, isInstalled = isPackage): string =>
  isInstalled
    ? text.replaceAll(/(?<!npm ci && )npm run (?:--silent )?bench(?: --)?/g, "npx decode-wall")
    : text;
