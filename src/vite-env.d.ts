/// <reference types="vite/client" />

/** Set by vite.config.ts: a hash of the sources, and the commit or "unknown". */
declare const __BUILD__: { readonly id: string; readonly commit: string };
/** Version of package.json. */
declare const __VERSION__: string;
/** Address of the recording that the site brings along, relative to the page; empty where it brings none. */
declare const __RECORDED__: string;
/** Address of the source code, for reports; empty where the build was told none. */
declare const __REPOSITORY__: string;
