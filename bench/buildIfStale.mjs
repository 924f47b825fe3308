import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sourceHash } from "./sourceHash.mjs";

const builtFrom = (root) => {
  const path = join(root, "dist/build-id");
  return existsSync(path) ? readFileSync(path, "utf8").trim() : undefined;
};

/** Why a build is needed, in words; undefined when `dist/` is what the sources say. */
export const staleness = (root) => {
  const built = builtFrom(root);
  if (built === undefined) return "nothing is built yet";
  return built === sourceHash(root) ? undefined : "the sources have changed since the last build";
};

const vite = (root) =>
  spawn(
    process.execPath,
    [join(root, "node_modules/vite/bin/vite.js"), "build", "--logLevel=warn"],
    {
      cwd: root,
      stdio: ["ignore", 2, 2], // stdout belongs to the report
    },
  );

/** Ends the build with this process: a signal that reaches only the parent would leave it behind. */
const endedBySignal = (child) => {
  const forward = (signal) => child.kill(signal);
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve({ code, signal });
    });
  });
};

/**
 * Builds when `dist/` is missing or stale.
 * Answers `ready`, or `failed` with a message; `signal` where one ended the build.
 */
export const buildIfStale = async (root, say) => {
  const reason = staleness(root);
  const needed = reason === undefined ? ["playwright-core"] : ["playwright-core", "vite"];
  const missing = needed.find((name) => !existsSync(join(root, "node_modules", name)));
  if (missing) {
    return { status: "failed", message: `the package ${missing} is not installed: run npm ci` };
  }
  if (reason === undefined) return { status: "ready" };
  say(`building the page and the command: ${reason}`);
  const { code, signal } = await endedBySignal(vite(root));
  if (signal) return { status: "failed", message: `the build was ended by ${signal}`, signal };
  if (code !== 0) return { status: "failed", message: `the build failed with exit code ${code}` };
  return { status: "ready" };
};
