import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import { buildIfStale } from "./buildIfStale.mjs";
import { endWithNpm } from "./endWithNpm.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const say = (text) => process.stderr.write(`decode-wall: ${text}\n`);

const quiet = process.argv.includes("--quiet");

endWithNpm();
const build = await buildIfStale(root, quiet ? () => undefined : say);
if (build.status === "ready") {
  await import("../dist/command/main.mjs"); // in this process: signals and the exit code stay its own
} else {
  say(build.message);
  process.exitCode = build.signal ? 128 + constants.signals[build.signal] : 3;
}
