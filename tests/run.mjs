import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildIfStale } from "../bench/buildIfStale.mjs";
import { failureOf, playwrightTally, sumOfTallies, vitestTally, withExit } from "./tally.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const results = join(root, "test-results");
const toolsInstalled = existsSync(join(root, "tests/tools/node_modules"));
const limitMinutes = 45; // a runner that hangs must not hang what waits for it

const unknown = process.argv.slice(2).filter((argument) => argument !== "--all");
if (unknown.length > 0) {
  process.stderr.write(`tests: ${unknown.join(" ")} is not an option; there is only --all\n`);
  process.exit(2);
}
const all = process.argv.includes("--all");

const say = (text) => process.stdout.write(`${text}\n`);

const run = (program, arguments_) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, "node_modules", program), ...arguments_], {
      cwd: root,
      stdio: "inherit",
      timeout: limitMinutes * 60_000,
      env: { ...process.env, ...(all && { DECODE_WALL_TESTS: "all" }) },
    });
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => child.kill(signal));
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  });

const reportOf = (name, tally) => {
  const path = join(results, name);
  return existsSync(path) ? tally(JSON.parse(readFileSync(path, "utf8"))) : sumOfTallies([]);
};

const vitest = async (name, configuration) => {
  const code = await run("vitest/vitest.mjs", [
    "run",
    `--config=${configuration}`,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${join(results, name)}`,
  ]);
  return withExit(reportOf(name, vitestTally), `vitest of ${configuration}`, code);
};

const playwright = async () => {
  const code = await run("@playwright/test/cli.js", ["test"]);
  return withExit(reportOf("playwright.json", playwrightTally), "playwright", code);
};

const tools = async () => {
  if (!all) {
    return {
      ...sumOfTallies([]),
      skipped: [
        {
          name: "checks with heavy tools (tests/tools)",
          reason: "they run with npm test -- --all",
        },
      ],
    };
  }
  if (!toolsInstalled)
    return failureOf("tests/tools", "it is not installed: npm ci --prefix tests/tools");
  return vitest("tools.json", "tests/tools/vitest.config.ts");
};

const tell = ({ passed, failures, skipped }) => {
  const reasons = skipped.reduce(
    (groups, test) => groups.set(test.reason, [...(groups.get(test.reason) ?? []), test]),
    new Map(),
  );
  for (const [reason, tests] of reasons) {
    say(`skipped ${tests.length}, ${reason}: ${tests.map(({ name }) => name).join("; ")}`);
  }
  for (const { name, message } of failures)
    say(`failed ${name}\n  ${message.replaceAll("\n", "\n  ")}`);
  say(`${passed} passed, ${failures.length} failed`);
};

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const build = await buildIfStale(root, (text) => process.stderr.write(`tests: ${text}\n`));
const built = build.status === "ready" ? sumOfTallies([]) : failureOf("the build", build.message);
const total = sumOfTallies([
  built,
  await vitest("vitest.json", "vitest.config.ts"),
  await playwright(),
  await tools(),
]);
tell(total);
process.exitCode = total.failures.length > 0 ? 1 : 0;
