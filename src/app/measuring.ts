import type { Capabilities } from "../domain/capabilities.ts";
import type { RunEvent, RunState } from "../domain/events.ts";
import type { Failure } from "../domain/failure.ts";
import type { RunOptions } from "../domain/options.ts";
import type { RunOutcome } from "../runner/api.ts";
import type { Connection } from "../runner/client.ts";
import type { TunerMemory } from "../storage/tunerMemory.ts";
import { afterLosses, lostGpu } from "./deviceLoss.ts";
import type { Journal } from "./journal.ts";
import { runRemembering } from "./runRemembering.ts";

export interface MeasuringParts {
  readonly connect: () => Promise<Connection>;
  readonly journal: Journal;
  readonly tunerMemory: TunerMemory;
  /** The page is inside another, where it asks for no GPU. */
  readonly framed: boolean;
}

/** Ends that were asked for are no failures. */
const endedAsAsked = ({ code }: Failure): boolean => code === "cancelled" || code === "timed-out";

/** Whether the next run can go to the same thread; after a failure a fresh one is safer. */
const leavesThreadSound = (
  outcome: RunOutcome,
): outcome is Exclude<RunOutcome, { status: "failed" }> =>
  outcome.status === "done" || (outcome.status === "partial" && endedAsAsked(outcome.failure));

/** Nothing ran: a sampler of a program holds the thread, and goes on. */
const isRefused = (outcome: RunOutcome): boolean =>
  outcome.status === "failed" && outcome.failure.code === "already-running";

const shownState = (outcome: RunOutcome): RunState => {
  switch (outcome.status) {
    case "done":
      return { status: "done", result: outcome.result };
    case "failed":
      return { status: "failed", failure: outcome.failure };
    case "partial":
      return endedAsAsked(outcome.failure)
        ? { status: "done", result: outcome.result }
        : { status: "failed", failure: outcome.failure, partial: outcome.result };
  }
};

const failed = (code: Failure["code"], message: string): RunOutcome & { status: "failed" } => ({
  status: "failed",
  failure: { code, message },
});

/** A page's measuring: one connection, one run at a time, and what of them is shown. */
export class Measuring {
  state: RunState = { status: "idle" };
  /** Undefined while the browser is still being asked. */
  capabilities: Capabilities | undefined;
  /** The state or the capabilities have changed. */
  onChange: () => void = () => undefined;
  onStart: () => void = () => undefined;
  onEvent: (event: RunEvent) => void = () => undefined;
  onSettled: (outcome: RunOutcome) => void = () => undefined;

  readonly #parts: MeasuringParts;
  #connection: Promise<Connection> | undefined;
  #visible = true;
  #cancelled = false;
  #wasLost = false;

  constructor(parts: MeasuringParts) {
    this.#parts = parts;
  }

  /** Meets the benchmark unless that is done already. */
  async connect(): Promise<Connection> {
    this.#connection ??= this.#meet();
    return this.#connection;
  }

  async lookForGpu(): Promise<Capabilities> {
    return this.#capabilitiesOf(await this.connect());
  }

  /** Never rejects. Several runs at once are refused. */
  async run(options: RunOptions): Promise<RunOutcome> {
    if (this.state.status === "running") {
      return failed("already-running", "one run at a time; wait for it, or cancel it");
    }
    this.#cancelled = false;
    this.onStart();
    this.#show({ status: "running", events: [] });
    const outcome = await this.#outcomeOf(options);
    this.#parts.journal.clear();
    this.#show(shownState(outcome));
    this.onSettled(outcome);
    return outcome;
  }

  async cancel(): Promise<void> {
    if (this.state.status !== "running") return;
    this.#cancelled = true;
    const connection = await this.connect();
    if (connection.status === "connected") await connection.benchmark.cancel();
  }

  setVisible(visible: boolean): void {
    this.#visible = visible;
    void this.#connection?.then(async (connection) => {
      if (connection.status === "connected") await connection.benchmark.setVisible(visible);
    });
  }

  /** A state that no run led to: a refused address, or nothing yet. */
  show(state: RunState): void {
    if (this.state.status !== "running") this.#show(state);
  }

  async #meet(): Promise<Connection> {
    const connection: Connection = this.#parts.framed
      ? failed("framed", "the page is inside another page and asks for no GPU there")
      : await this.#parts.connect();
    this.capabilities = this.#capabilitiesOf(connection);
    this.onChange();
    if (connection.status === "failed") {
      this.#connection = undefined; // the next attempt starts anew
    } else {
      void connection.benchmark.setVisible(this.#visible);
    }
    return connection;
  }

  #capabilitiesOf(connection: Connection): Capabilities {
    if (connection.status === "failed") {
      return { status: "unavailable", failure: connection.failure };
    }
    const { capabilities } = connection;
    return capabilities.status === "ready"
      ? capabilities
      : { status: "unavailable", failure: this.#explained(capabilities.failure) };
  }

  async #outcomeOf(options: RunOptions): Promise<RunOutcome> {
    const { journal, tunerMemory } = this.#parts;
    const connection = await this.connect();
    if (connection.status === "failed") return connection;
    if (this.#cancelled) return failed("cancelled", "cancelled before anything was measured");
    const mayRetry = !this.#wasLost && journal.losses() === 0; // browsers block who asks often
    const { benchmark, capabilities } = connection;
    const outcome = await runRemembering(tunerMemory, capabilities, options, (remembering) =>
      benchmark.run(remembering, (event) => this.#hear(event, options), mayRetry),
    );
    if (lostGpu(outcome)) {
      this.#wasLost = true;
      journal.recordLoss();
    } else if (outcome.status === "done") {
      journal.forgetLosses();
    }
    if (leavesThreadSound(outcome) || isRefused(outcome)) return outcome;
    connection.close();
    this.#connection = undefined;
    return { ...outcome, failure: this.#explained(outcome.failure) };
  }

  #hear(event: RunEvent, options: RunOptions): void {
    if (this.state.status !== "running") return;
    if (event.kind === "progress") {
      this.#parts.journal.write({
        suite: options.suite,
        step: event.now,
        ...(event.bytes !== undefined && { bytes: event.bytes }),
      });
    }
    this.onEvent(event);
    if (event.kind === "heartbeat") return;
    this.#show({ status: "running", events: [...this.state.events, event] });
  }

  #explained(failure: Failure): Failure {
    return afterLosses(failure, this.#parts.journal.losses());
  }

  #show(state: RunState): void {
    this.state = state;
    this.onChange();
  }
}
