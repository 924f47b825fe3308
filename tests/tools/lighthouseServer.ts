import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { serve, type Server } from "../../bench/serve.ts";

const texts = /javascript|json|svg|^text\//;

/**
 * A folder as static hosts send it, texts compressed: the command's own server, behind this one, does
 * not compress on loopback, and over a phone's line that alone costs a second.
 */
export const lighthouseServer = async (
  folder: string,
  change: (html: string) => string = (html) => html,
): Promise<Server> => {
  const files = await serve(folder);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const file = await fetch(new URL(request.url ?? "/", files.url));
    const type = file.headers.get("content-type") ?? "";
    const sent = Buffer.from(await file.arrayBuffer());
    const body = type.startsWith("text/html") ? Buffer.from(change(sent.toString())) : sent;
    const isText = texts.test(type);
    response.writeHead(file.status, {
      "Content-Type": type,
      ...(isText && { "Content-Encoding": "gzip" }),
    });
    response.end(isText ? gzipSync(body) : body);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await files.close();
    },
  };
};
