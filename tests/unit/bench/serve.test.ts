import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serve, type Server } from "../../../bench/serve.ts";

interface Answer {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

/** As written on the wire: clients for people would tidy the path up first. */
const raw = (port: number, path: string, { host = "127.0.0.1", method = "GET" } = {}) =>
  new Promise<Answer>((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(`${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    });
    let text = "";
    socket.on("data", (chunk) => (text += chunk.toString()));
    socket.on("error", reject);
    socket.on("end", () => {
      const [head = "", ...body] = text.split("\r\n\r\n");
      resolve({
        status: Number(head.split(" ")[1]),
        headers: head.toLowerCase(),
        body: body.join(""),
      });
    });
  });

let folder: string;
let server: Server;
let port: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "decode-wall-serve-"));
  const site = join(folder, "site");
  mkdirSync(join(site, "assets"), { recursive: true });
  writeFileSync(join(folder, "secret.txt"), "secret");
  writeFileSync(join(site, "index.html"), "the page");
  writeFileSync(join(site, "assets/a b.js"), "script");
  writeFileSync(join(site, "assets/data.json"), "{}");
  writeFileSync(join(site, ".hidden"), "hidden");
  symlinkSync(join(folder, "secret.txt"), join(site, "link.txt"));
  symlinkSync(join(folder, "secret.txt"), join(site, "linked.html"));
  symlinkSync(join(site, "assets/data.json"), join(site, "inside.json"));
  server = await serve(site);
  port = Number(new URL(server.url).port);
});

afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

describe("the local server", () => {
  it.each([
    ["/", "the page"],
    ["/index.html?autorun=smoke", "the page"],
    ["/assets/a%20b.js", "script"],
    ["/assets/data.json", "{}"],
    ["/inside.json", "{}"],
  ])("serves %s", async (path, body) => {
    expect(await raw(port, path)).toMatchObject({ status: 200, body });
  });

  it.each([
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/..%5csecret.txt",
    "/%252e%252e/secret.txt",
    "//etc/passwd",
    "/etc/passwd",
    "/%2fetc/passwd",
    "/index.html%00",
    "/%00",
    "/%zz",
    "/link.txt",
    "/linked.html",
    "/linked",
    "/.hidden",
  ])("does not leave its folder by %s", async (path) => {
    const answer = await raw(port, path);
    expect(answer.status).toBe(404);
    expect(answer.body).toBe("");
  });

  it.each(["/assets", "/assets/", "/nowhere", "/index", "/nowhere/index.html"])(
    "answers %s with 404, neither with a list nor with the page",
    async (path) => {
      expect(await raw(port, path)).toMatchObject({ status: 404, body: "" });
    },
  );

  it.each(["127.0.0.1", "127.0.0.1:8080", "localhost:1", "LOCALHOST", "[::1]:80"])(
    "answers to the host %s",
    async (host) => {
      expect(await raw(port, "/", { host })).toMatchObject({ status: 200 });
    },
  );

  it.each([
    "evil.test",
    "localhost.evil.test",
    "127.0.0.1.evil.test",
    "evil.test:80",
    "192.168.1.2",
    "",
    "localhost@evil.test",
  ])("refuses the host %j, since DNS may point any name at this machine", async (host) => {
    expect(await raw(port, "/", { host })).toMatchObject({ status: 403, body: "" });
  });

  it.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])("refuses %s", async (method) => {
    expect(await raw(port, "/", { method })).toMatchObject({ status: 405 });
  });

  it("answers HEAD without the body", async () => {
    expect(await raw(port, "/", { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
  });

  it("names the type, forbids guessing it, and shares with no other origin", async () => {
    const { headers } = await raw(port, "/");
    expect(headers).toContain("content-type: text/html");
    expect(headers).toContain("x-content-type-options: nosniff");
    expect(headers).not.toContain("access-control");
  });

  it("serves the folder below a path", async () => {
    const below = await serve(join(folder, "site"), { base: "/a/wall/" });
    const there = Number(new URL(below.url).port);
    expect(below.url).toBe(`http://127.0.0.1:${there}/a/wall/`);
    expect(await raw(there, "/a/wall/")).toMatchObject({ status: 200, body: "the page" });
    expect(await raw(there, "/a/wall/assets/data.json")).toMatchObject({ status: 200 });
    expect(await raw(there, "/")).toMatchObject({ status: 404 });
    expect(await raw(there, "/assets/data.json")).toMatchObject({ status: 404 });
    await below.close();
  });

  it("is reached on loopback only, and its port is free once closed", async () => {
    const other = await serve(join(folder, "site"));
    const there = Number(new URL(other.url).port);
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address && !address.internal && address.family === "IPv4");
    const reaches = (host: string): Promise<boolean> =>
      new Promise((resolve) => {
        const socket = connect(there, host);
        socket.once("connect", () => resolve(true) ?? socket.destroy());
        socket.once("error", () => resolve(false));
      });
    if (outside) expect(await reaches(outside.address)).toBe(false);
    expect(await reaches("127.0.0.1")).toBe(true);
    await other.close();
    expect(await reaches("127.0.0.1")).toBe(false);
  });
});
