import { realpathSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join, sep } from "node:path";
import sirv from "sirv";

export interface Server {
  /** Where the page is, with the sub-path and a slash at the end. */
  readonly url: string;
  /** Frees the port at once, open connections included. */
  close(): Promise<void>;
}

export interface ServeOptions {
  /** Path below which the folder lies, as `/wall/`; the root where absent. */
  readonly base?: string;
}

const loopbackNames = ["127.0.0.1", "localhost", "[::1]"];

/** A name that someone else's DNS points at this machine must not reach the page (DNS rebinding). */
export const isLoopbackHost = (host: string | undefined): boolean =>
  host !== undefined && loopbackNames.includes(host.replace(/:\d{1,5}$/, "").toLowerCase());

/** The path as decoded once; undefined where it is malformed or can only be meant to climb out. */
const decodedPath = (url: string, base: string): string | undefined => {
  const [path = ""] = url.split(/[?#]/, 1);
  try {
    const decoded = decodeURIComponent(path);
    const climbs = decoded.includes("\0") || decoded.includes("\\") || decoded.includes("//");
    const dots = decoded.split("/").some((part) => part === ".." || part === ".");
    if (climbs || dots || !decoded.startsWith(base)) return undefined;
    const inside = decoded.slice(base.length - 1);
    return inside.endsWith("/") ? `${inside}index.html` : inside;
  } catch {
    return undefined;
  }
};

/** Whether there is such a file, and in the folder after links are followed. */
const isInside = (folder: string, path: string): boolean => {
  try {
    return realpathSync(join(folder, path)).startsWith(folder + sep);
  } catch {
    return false;
  }
};

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { "Content-Length": 0, "X-Content-Type-Options": "nosniff" });
  response.end();
};

/** The folder on loopback, at a port the system chooses: GET and HEAD of existing files, nothing else. */
export const serve = async (folder: string, { base = "/" }: ServeOptions = {}): Promise<Server> => {
  const root = realpathSync(folder);
  const files = sirv(root, {
    dotfiles: false,
    etag: true,
    extensions: [], // a missing file is missing: never another one in its stead
    setHeaders: (response) => response.setHeader("X-Content-Type-Options", "nosniff"),
  });
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (!isLoopbackHost(request.headers.host)) return refuse(response, 403);
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405);
    const path = decodedPath(request.url ?? "/", base);
    if (path === undefined || !isInside(root, path)) return refuse(response, 404);
    request.url = encodeURI(path);
    files(request, response, () => refuse(response, 404));
  };
  const server = createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
