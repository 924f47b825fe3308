import { constants } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildIfStale } from "./buildIfStale.mjs";
import { endWithNpm } from "./endWithNpm.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const say = (text) => process.stderr.write(`decode-wall: ${text}\n`);

const quiet = process.argv.includes("--quiet");

endWithNpm();
const build = await buildIfStale(root, quiet ? () => undefined : say);
if (build.status === "ready") {
  // In this process, so that signals and the exit code stay its own.
  await import(pathToFileURL(join(root, "dist/command/main.mjs")).href);
} else {
  say(build.message);
  process.exitCode = build.signal ? 128 + constants.signals[build.signal] : 3;
}
