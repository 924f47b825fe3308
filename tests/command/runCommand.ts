import { spawn, type ChildProcess } from "node:child_process";

export interface Ended {
  /** undefined where a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Settles when stderr has had the text so many times. */
  said(text: string, times?: number): Promise<void>;
}

export interface RunSettings {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly folder?: string;
}

/** Starts a script of Node and keeps what it says. */
export const start = (
  script: string,
  arguments_: readonly string[],
  { environment, folder }: RunSettings = {},
): Running => {
  const child = spawn(process.execPath, [script, ...arguments_], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
    ...(folder !== undefined && { cwd: folder }),
  });
  let stdout = "";
  let stderr = "";
  const listeners = new Set<() => void>();
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
    for (const listener of listeners) listener();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? undefined, stdout, stderr }));
  });
  return {
    child,
    ended,
    said: (text, times = 1) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          if (stderr.split(text).length > times) resolve();
        };
        listeners.add(check);
        check();
        void ended.then(() => reject(new Error(`it ended without saying "${text}": ${stderr}`)));
      }),
  };
};
