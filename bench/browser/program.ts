import { spawn } from "node:child_process";
import type { Seconds } from "../../src/domain/units.ts";

export interface ProgramEnd {
  /** undefined: it could not be started, or a signal ended it. */
  readonly code: number | undefined;
  readonly output: string;
}

export interface ProgramOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly limitSeconds: Seconds;
  readonly signal?: AbortSignal;
}

/** Runs a program to its end and keeps what it said; at the limit, or when aborted, it is killed. */
export const runProgram = (
  program: string,
  arguments_: readonly string[],
  { environment, limitSeconds, signal }: ProgramOptions,
): Promise<ProgramEnd> =>
  new Promise((resolve) => {
    const child = spawn(program, arguments_, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...environment },
      timeout: limitSeconds * 1000,
      killSignal: "SIGKILL",
      ...(signal && { signal }),
    });
    let output = "";
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", (error) =>
      resolve({ code: undefined, output: `${output}${error.message}` }),
    );
    child.once("close", (code) => resolve({ code: code ?? undefined, output }));
  });
