import { spawn } from "node:child_process";
import { expect, test } from "@playwright/test";
import { survivorsOf, treeOf } from "./processes.ts";
import { root } from "./stagedCommand.ts";

test.skip(process.platform !== "linux", "processes are looked up in /proc");

/** A terminal tells its whole group; a supervisor tells npm alone, whose shell dies in silence. */
const ways = [
  { signal: "SIGINT", to: "the group, as a terminal does", toGroup: true },
  { signal: "SIGTERM", to: "npm alone", toGroup: false },
] as const;

for (const { signal, to, toGroup } of ways) {
  test(`npm run bench: ${signal} to ${to} leaves a partial result and no process`, async () => {
    const mark = `--decode-wall-npm=${process.pid}-${signal}`;
    const child = spawn(
      "npm",
      ["run", "--silent", "bench", "--", "--suite=smoke", "--format=json", `--browser-arg=${mark}`],
      { cwd: root, detached: true, stdio: ["ignore", "pipe", "pipe"] },
    );
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    const closed = new Promise((resolve) => child.once("close", resolve));
    await expect.poll(() => stderr.split("now: ").length, { timeout: 40_000 }).toBeGreaterThan(2);
    const tree = treeOf(mark);
    expect(tree.length).toBeGreaterThan(3);
    if (child.pid === undefined) throw new Error("npm did not start");
    process.kill(toGroup ? -child.pid : child.pid, signal);
    await closed;
    expect(JSON.parse(stdout), stderr).toMatchObject({ partial: true });
    expect(await survivorsOf(tree)).toEqual([]);
  });
}
