/// <reference types="vite/client" />

/** Set by vite.config.ts: a hash of the sources, and the commit or "unknown". */
declare const __BUILD__: { readonly id: string; readonly commit: string };
/** Version of package.json. */
declare const __VERSION__: string;
