import { leftOut, runsEverything } from "../extent.ts";
import { fixtures } from "../fixtures/results.ts";
import { expect, test } from "./commandTest.ts";
import { survivorsOf, treeOf } from "./processes.ts";

test.skip(process.platform !== "linux", "processes are looked up in /proc");

const waiting = { run: `step("GEMV", 0.2); await cancelled; return result;` };
const deaf = { run: `step("GEMV", 0.2); await new Promise(() => {});` };

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  test(`130, ${signal} writes what is finished and leaves nothing behind`, async ({ withPage }) => {
    const command = withPage({ ...waiting, result: fixtures.partial });
    const running = command.start("--format=json");
    await running.said("now: GEMV");
    const tree = treeOf(command.mark);
    expect(tree.length).toBeGreaterThan(3);
    running.child.kill(signal);
    const { code, stdout, stderr } = await running.ended;
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toEqual(fixtures.partial);
    expect(stderr).toContain("interrupted");
    expect(await survivorsOf(tree)).toEqual([]);
    expect(command.leftFiles()).toEqual([]);
  });
}

test("two signals at once are one press of Ctrl-C through npm", async ({ withPage }) => {
  const command = withPage({ ...waiting, result: fixtures.partial });
  const running = command.start("--format=json");
  await running.said("now: GEMV");
  running.child.kill("SIGINT");
  await new Promise((resolve) => setTimeout(resolve, 20));
  running.child.kill("SIGINT");
  const { code, stdout } = await running.ended;
  expect(code).toBe(130);
  expect(JSON.parse(stdout)).toEqual(fixtures.partial);
});

test("a second Ctrl-C stops at once", async ({ withPage }) => {
  const command = withPage(deaf);
  const running = command.start("--format=json");
  await running.said("now: GEMV");
  const tree = treeOf(command.mark);
  running.child.kill("SIGINT");
  await new Promise((resolve) => setTimeout(resolve, 800));
  expect(running.child.exitCode).toBe(null); // it still waits for the page
  running.child.kill("SIGINT");
  const { code, stdout } = await running.ended;
  expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
  expect(await survivorsOf(tree)).toEqual([]);
  expect(command.leftFiles().filter((name) => name.includes("profile"))).toEqual([]);
});

test("a page that does not answer cancel is given up after its grace", async ({ withPage }) => {
  test.skip(!runsEverything, leftOut);
  const command = withPage(deaf);
  const running = command.start("--format=json");
  await running.said("now: GEMV");
  const tree = treeOf(command.mark);
  running.child.kill("SIGINT");
  const { code, stdout, stderr } = await running.ended;
  expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
  expect(stderr).toContain("did not hand over what was finished (last step: GEMV)");
  expect(await survivorsOf(tree)).toEqual([]);
});

test("Ctrl-C before the page runs leaves nothing behind", async ({ withPage }) => {
  const command = withPage(waiting);
  const running = command.start();
  await expect.poll(() => treeOf(command.mark).length).toBeGreaterThan(3);
  const tree = treeOf(command.mark);
  running.child.kill("SIGINT");
  expect(await running.ended).toMatchObject({ code: 130 });
  expect(await survivorsOf(tree)).toEqual([]);
});

test("no browser outlives a command that was killed", async ({ withPage }) => {
  const command = withPage(waiting);
  const running = command.start();
  await running.said("now: GEMV");
  const tree = treeOf(command.mark);
  expect(tree.length).toBeGreaterThan(3);
  running.child.kill("SIGKILL");
  await running.ended;
  expect(await survivorsOf(tree)).toEqual([]);
});

test("nothing is left after a good end", async ({ withPage }) => {
  const command = withPage({
    run: `step("GEMV", 0.2); await new Promise((r) => setTimeout(r, 500)); return result;`,
  });
  const running = command.start();
  await running.said("now: GEMV");
  const tree = treeOf(command.mark);
  expect(tree.length).toBeGreaterThan(3);
  expect(await running.ended).toMatchObject({ code: 0 });
  expect(await survivorsOf(tree)).toEqual([]);
  expect(command.leftFiles()).toEqual([]);
});
