import { expect, it } from "vitest";
import type { RunOptions } from "../../../src/domain/options.ts";
import { documentOf } from "../../../src/runner/document.ts";
import { Ledger } from "../../../src/runner/ledger.ts";
import type { Session } from "../../../src/runner/session.ts";
import { fixtures } from "../../fixtures/results.ts";

const optionsIn = (options: RunOptions): object =>
  documentOf({
    options,
    thread: "worker",
    ledger: new Ledger(() => undefined),
    session: {
      environment: fixtures.discrete.environment,
      measuring: { adapterKind: "hardware" } as Session["measuring"],
    },
    createdAt: fixtures.discrete.createdAt,
    durationSeconds: 1,
  }).suite.options;

it("says what a run was asked for, and not what the page added of its own", () => {
  const remembered = [{ subject: "gemv-f16 1x2x3", variant: "64x4" }];
  const options: RunOptions = { suite: "quick", models: ["tiny"], browserFlags: ["--enable-gpu"] };
  expect(optionsIn({ ...options, remembered })).toEqual({ models: ["tiny"] });
});
