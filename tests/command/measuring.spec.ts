import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { resultTable } from "../../src/report/table.ts";
import { resultJson } from "../../src/report/json.ts";
import { expect, test } from "./commandTest.ts";
import { survivorsOf, treeOf } from "./processes.ts";
import { start } from "./runCommand.ts";
import { root } from "./stagedCommand.ts";

const bench = join(root, "bench/start.mjs");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  version: string;
};

test.describe("the command over the real page", () => {
  test("measures one kernel: the document to stdout, the table to a file", async () => {
    const folder = mkdtempSync(join(root, "test-results", "measuring-"));
    const { code, stdout, stderr } = await start(bench, [
      ..."--suite smoke --kernel gemv-f32 --format json".split(" "),
      `--format=table=${join(folder, "table.txt")}`,
    ]).ended;
    expect(code, stderr).toBe(0);
    const result = JSON.parse(stdout);
    expect(resultJson(result)).toBe(stdout);
    expect(readFileSync(join(folder, "table.txt"), "utf8").trimEnd()).toBe(
      resultTable(result, 100).trimEnd(),
    );
    expect(result).toMatchObject({
      schema: "decode-wall.result/1",
      suite: { name: "smoke", options: { kernels: ["gemv-f32"] } },
      thread: "worker",
      build: { id: readFileSync(join(root, "dist/build-id"), "utf8").trim() },
      confidence: { level: "low" },
    });
    expect(result.partial).toBe(undefined);
    expect(result.kernels.length).toBeGreaterThan(0);
    for (const row of result.kernels) {
      expect(row.verification.status).toBe("passed");
      expect(row.id).toBe("gemv-f32");
    }
    rmSync(folder, { recursive: true });
  });

  test("interrupted while it measures, hands over what is finished", async () => {
    const mark = `--decode-wall-real=${process.pid}`;
    const running = start(bench, ["--suite=smoke", "--format=json", `--browser-arg=${mark}`]);
    await running.said("now: ", 2); // the first step is finished
    const tree = treeOf(mark);
    expect(tree.length).toBeGreaterThan(3);
    running.child.kill("SIGINT");
    const { code, stdout, stderr } = await running.ended;
    expect(code, stderr).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({
      partial: true,
      warnings: expect.arrayContaining([expect.objectContaining({ code: "cancelled" })]),
    });
    expect(await survivorsOf(tree)).toEqual([]);
  });

  test("at the timeout, says so in the document", async () => {
    const { code, stdout, stderr } = await start(bench, [
      "--suite=smoke",
      "--format=json",
      "--timeout=8s",
    ]).ended;
    expect(code, stderr).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      partial: true,
      warnings: expect.arrayContaining([expect.objectContaining({ code: "timed-out" })]),
    });
  });
});

test.describe("npm run bench", () => {
  test("adds nothing to what the command says", async () => {
    expect(await start(bench, ["--version"]).ended).toEqual({
      code: 0,
      stdout: `${version}\n`,
      stderr: "",
    });
    const help = await start(bench, ["--help"]).ended;
    expect(help).toMatchObject({ code: 0, stderr: "" });
    expect(help.stdout).toContain("--suite");
    expect(await start(bench, ["--suite", "slow"]).ended).toMatchObject({ code: 2, stdout: "" });
  });
});
