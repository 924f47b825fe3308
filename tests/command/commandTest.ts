import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test as base } from "@playwright/test";
import { start, type Running, type RunSettings } from "./runCommand.ts";
import { treeOf } from "./processes.ts";
import { stageCommand, type FakePage, type StagedCommand } from "./stagedCommand.ts";

export interface CommandUnderTest extends StagedCommand {
  start(...arguments_: readonly string[]): Running;
  startIn(environment: RunSettings["environment"], ...arguments_: readonly string[]): Running;
  /** On the command line of every process of its browser. */
  readonly mark: string;
  /** Profiles and the like that are left. */
  leftFiles(): readonly string[];
}

interface Fixtures {
  /** Stages the command with a page of the test's making; ends and removes it afterwards. */
  readonly withPage: (page: FakePage) => CommandUnderTest;
}

let marks = 0;

const underTest = (page: FakePage): CommandUnderTest => {
  const staged = stageCommand(page);
  const mark = `--decode-wall-test=${process.pid}-${++marks}`;
  const temporary = join(staged.folder, "temporary");
  const startIn: CommandUnderTest["startIn"] = (environment, ...arguments_) =>
    start(staged.main, [`--browser-arg=${mark}`, ...arguments_], {
      folder: staged.folder,
      environment: {
        TMPDIR: temporary,
        NO_COLOR: undefined,
        FORCE_COLOR: undefined,
        ...environment,
      },
    });
  return {
    ...staged,
    mark,
    startIn,
    start: (...arguments_) => startIn({}, ...arguments_),
    leftFiles: () => readdirSync(temporary),
  };
};

/** Playwright's `test` for the built command, without a browser of the test's own. */
export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright demands a destructured first argument
  withPage: async ({}, use) => {
    const commands: CommandUnderTest[] = [];
    await use((page) => {
      const command = underTest(page);
      commands.push(command);
      return command;
    });
    for (const { mark, remove } of commands) {
      for (const { pid } of treeOf(mark)) {
        try {
          process.kill(pid, "SIGKILL");
        } catch {
          // it ended by itself
        }
      }
      remove();
    }
  },
});

export { expect } from "@playwright/test";
