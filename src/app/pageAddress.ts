const isOfThisMachine = (hostname: string): boolean =>
  hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");

/** Where others find the page, for pictures; undefined where only this machine does. */
export const pageAddress = ({ hostname, host, pathname }: Location): string | undefined =>
  isOfThisMachine(hostname) ? undefined : `${host}${pathname.replace(/(index\.html)?$/, "")}`;
