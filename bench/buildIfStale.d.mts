export type Build =
  | { readonly status: "ready" }
  | { readonly status: "failed"; readonly message: string; readonly signal?: NodeJS.Signals };
export const staleness: (root: string) => string | undefined;
export const buildIfStale: (root: string, say: (text: string) => void) => Promise<Build>;
