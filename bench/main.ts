import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { kernelIds } from "../src/workloads/kernelIds.ts";
import { thisMachine } from "./browser/machine.ts";
import { command } from "./command.ts";
import { complainOn } from "./complain.ts";
import { exitCodes } from "./exitCodes.ts";

/** npm passes Ctrl-C on to a process that the terminal has told already: that is one press, not two. */
const onePressMilliseconds = 500;

const interruption = new AbortController();
let interruptedAt: number | undefined;

const interrupt = (): void => {
  const now = performance.now();
  if (interruptedAt === undefined) {
    interruptedAt = now;
    interruption.abort();
  } else if (now - interruptedAt > onePressMilliseconds) {
    process.exit(exitCodes.interrupted); // the browser dies with this process
  }
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, interrupt);

// A reader that went away (a pipe into head, a closed terminal) is no reason to leave a browser behind.
// Any other error means that the result did not arrive, as on a full disk.
let unwritten: NodeJS.ErrnoException | undefined;
process.stderr.on("error", () => undefined);
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") unwritten = error;
});

const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => stream.write("", () => resolve()));

const exitCode = await command(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  machine: thisMachine(),
  page: join(dirname(fileURLToPath(import.meta.url)), "..", "page"), // beside it in dist/
  version: __VERSION__,
  kernelIds,
  interrupted: interruption.signal,
});
await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
if (unwritten) {
  complainOn(process.stderr, process.env)(`stdout could not be written: ${unwritten.message}`);
}
process.exit(unwritten && exitCode === exitCodes.measured ? exitCodes.badInput : exitCode);
