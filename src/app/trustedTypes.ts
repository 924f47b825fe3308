/** The slice of Trusted Types in use; not in TypeScript's library, and not in every browser. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

/** `url` where it is of the page's own origin; throws for any other. */
export const sameOriginScriptUrl = (url: string, base: string): string => {
  const { href, origin, protocol } = new URL(url, base);
  const page = new URL(base);
  // A blob has the origin of who made it, so the protocol counts too; "null" is what files have.
  if (origin === page.origin && protocol === page.protocol && origin !== "null") return href;
  throw new TypeError(`${protocol} ${origin} may not run scripts here`);
};

const rules = {
  createScriptURL: (url: string): string => sameOriginScriptUrl(url, document.baseURI),
};

const policy =
  (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy(
    "decode-wall",
    rules,
  ) ?? rules;

/** The one way to an address of a script that the page's Content Security Policy lets through. */
export const trustedScriptUrl = (url: string): string => policy.createScriptURL(url);
