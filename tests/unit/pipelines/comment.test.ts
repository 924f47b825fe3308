import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { resultMarkdown } from "../../../src/report/markdown.ts";
import { fullResult } from "../../fixtures/fullResult.ts";

const script = fileURLToPath(new URL("../../../.github/comment.mjs", import.meta.url));
const ofSuite = (name: "smoke" | "quick"): string =>
  resultMarkdown({ result: { ...fullResult, suite: { ...fullResult.suite, name } } });
const report = ofSuite("quick");

interface Comment {
  readonly id: number;
  readonly user: { readonly type: string };
  readonly body: string;
}

const bot = (id: number, body: string): Comment => ({ id, user: { type: "Bot" }, body });

describe("the comment of a workflow", () => {
  let folder: string;
  let server: Server;
  let there: readonly Comment[];
  let asked: readonly string[];
  let told: string | undefined;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "decode-wall-comment-"));
    [there, asked, told] = [[], [], undefined];
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
      asked = [...asked, `${request.method} ${pathname}`];
      let text = "";
      request.on("data", (chunk: Buffer) => (text += chunk.toString()));
      request.on("end", () => {
        if (text !== "") told = (JSON.parse(text) as { readonly body: string }).body;
        const last = 100 * Number(searchParams.get("page"));
        response.statusCode = request.headers.authorization === "Bearer token" ? 200 : 401;
        response.end(JSON.stringify(request.method === "GET" ? there.slice(last - 100, last) : {}));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  afterEach(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const comment = (content: string | undefined, token = "token") => {
    const file = join(folder, "report.md");
    if (content !== undefined) writeFileSync(file, content);
    const { port } = server.address() as AddressInfo;
    const environment = {
      ...process.env, // without SystemRoot nothing connects on Windows
      GITHUB_API_URL: `http://127.0.0.1:${port}`,
      GITHUB_REPOSITORY: "owner/name",
      GH_TOKEN: token,
      PULL_REQUEST: "7",
    };
    const child = spawn(process.execPath, [script, file], { env: environment, stdio: "ignore" });
    return new Promise<number | null>((resolve) => child.once("exit", resolve));
  };

  const list = "GET /repos/owner/name/issues/7/comments";
  const written = "POST /repos/owner/name/issues/7/comments";
  const replaced = (id: number): string => `PATCH /repos/owner/name/issues/comments/${id}`;

  it("is written where there is none of its suite", async () => {
    there = [
      bot(1, "Coverage: 91%"),
      bot(2, ofSuite("smoke")),
      { id: 3, user: { type: "User" }, body: report },
    ];
    expect(await comment(report)).toBe(0);
    expect(asked).toEqual([list, written]);
    expect(told).toBe(report);
  });

  it("replaces the one before, however many others there are", async () => {
    there = [...Array.from({ length: 130 }, (_, id) => bot(id, "…")), bot(4711, report)];
    expect(await comment(`${report}\nnew`)).toBe(0);
    expect(asked).toEqual([list, list, replaced(4711)]);
    expect(told).toBe(`${report}\nnew`);
  });

  it("is not written where nothing was measured", async () => {
    expect(await comment(undefined)).toBe(0);
    expect(asked).toEqual([]);
  });

  it.each([
    ["the text is no report", "# Hello", "token"],
    ["the answer is a refusal", report, "another"],
  ])("fails where %s", async (_, content, token) => {
    expect(await comment(content, token)).not.toBe(0);
    expect(told).toBe(undefined);
  });
});
