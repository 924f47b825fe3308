import { describe, expect, it } from "vitest";
import { barLine } from "../../../bench/progress/barLine.ts";
import { hasColour } from "../../../bench/progress/colour.ts";
import { progressOn, type Terminal } from "../../../bench/progress/progress.ts";
import { widthOf } from "../../../bench/width.ts";
import type { RunEvent } from "../../../src/domain/events.ts";

type Step = Extract<RunEvent, { kind: "progress" }>;

const step = (overrides: Partial<Step> = {}): Step => ({
  kind: "progress",
  now: "GEMV f16",
  because: "writing an answer fetches every weight",
  fraction: 0.25,
  secondsLeft: 12.4,
  ...overrides,
});

const terminal = (isTTY: boolean, columns = 80) => {
  const written: string[] = [];
  const stream: Terminal = { isTTY, columns, write: (text) => written.push(text) };
  return { stream, text: () => written.join("") };
};

const escape = "\u001b";

describe("the line of progress", () => {
  it("says how far, how long still, what is measured now and why", () => {
    expect(barLine(step(), { columns: 120, colour: false })).toBe(
      "██████░░░░░░░░░░░░░░░░░░ 25%, 12 s left, now: GEMV f16 because writing an answer fetches every weight",
    );
  });

  it.each([20, 40, 60, 80, 200])("fits %i columns", (columns) => {
    const visible = barLine(step(), { columns, colour: false });
    expect(visible.length).toBeLessThan(columns);
  });

  it.each([-1, 0, 0.5, 1, 2])("draws a fraction of %d within its bar", (fraction) => {
    const bar = barLine(step({ fraction }), { columns: 100, colour: false }).slice(0, 24);
    expect(bar).toMatch(/^█*░*$/);
  });

  it("leaves out the time that nobody knows", () => {
    const { secondsLeft: _, ...unknown } = step();
    expect(barLine(unknown, { columns: 80, colour: false })).not.toContain("left");
  });
});

describe("colours", () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { TERM: "dumb" }, false],
    [true, { NO_COLOR: "1" }, false],
    [true, { NO_COLOR: "" }, true],
    [true, { FORCE_COLOR: "0" }, false],
    [true, { FORCE_COLOR: "false" }, false],
    [false, { FORCE_COLOR: "1" }, true],
    [false, { FORCE_COLOR: "1", NO_COLOR: "1" }, true],
  ])("on a terminal (%s) with %j: %s", (isTTY, environment, expected) => {
    expect(hasColour({ isTTY }, environment)).toBe(expected);
  });
});

describe("the width", () => {
  it.each([
    [120, {}, 120],
    [120, { COLUMNS: "60" }, 120],
    [undefined, { COLUMNS: "60" }, 60],
    [undefined, { COLUMNS: "wide" }, 100],
    [undefined, {}, 100],
    [7, {}, 40],
  ])("of a terminal of %s columns with %j is %i", (columns, environment, expected) => {
    expect(widthOf({ columns }, environment)).toBe(expected);
  });
});

describe("progress", () => {
  it("redraws one line on a terminal and clears it at the end", () => {
    const { stream, text } = terminal(true);
    const progress = progressOn(stream, { quiet: false, environment: {} });
    progress.onEvent(step());
    progress.onEvent(step({ fraction: 0.5 }));
    progress.end();
    expect(text()).not.toContain("\n");
    expect(text().endsWith(`\r${escape}[2K`)).toBe(true);
  });

  it("keeps what is said above the bar", () => {
    const { stream, text } = terminal(true);
    const progress = progressOn(stream, { quiet: false, environment: {} });
    progress.onEvent(step());
    progress.say("measuring a GPU");
    expect(text()).toContain("decode-wall: measuring a GPU\n");
    expect(text().split("\n").at(-1)).toContain("now: GEMV f16");
  });

  it.each([
    ["colours the bar", {}, true],
    ["does not colour it where NO_COLOR is set", { NO_COLOR: "1" }, false],
  ])("%s", (_, environment, coloured) => {
    const { stream, text } = terminal(true);
    progressOn(stream, { quiet: false, environment }).onEvent(step());
    expect(text().includes(`${escape}[36m`)).toBe(coloured);
  });

  it.each([
    ["paints a warning's name where FORCE_COLOR is set", { FORCE_COLOR: "1" }, true],
    ["paints nothing where there is no terminal", {}, false],
  ])("%s", (_, environment, coloured) => {
    const { stream, text } = terminal(false);
    const progress = progressOn(stream, { quiet: false, environment });
    progress.onEvent({ kind: "warning", warning: { code: "drift", message: "9% slower" } });
    expect(text().includes(`${escape}[33mdecode-wall:${escape}[39m warning`)).toBe(coloured);
  });

  it.each([
    ["elsewhere", false, {}],
    ["on a terminal that cannot redraw", true, { TERM: "dumb" }],
  ])("writes a line for each new step %s", (_, isTTY, environment) => {
    const { stream, text } = terminal(isTTY);
    const progress = progressOn(stream, { quiet: false, environment });
    progress.onEvent(step());
    progress.onEvent(step({ fraction: 0.3 }));
    progress.onEvent(step({ now: "GEMM f32", fraction: 0.5 }));
    progress.end();
    expect(text().split("\n")).toEqual([
      expect.stringContaining("25% now: GEMV f16 because writing"),
      expect.stringContaining("50% now: GEMM f32"),
      "",
    ]);
    expect(text()).not.toContain(escape);
  });

  it.each([true, false])("tells warnings and pauses (terminal: %s)", (isTTY) => {
    const { stream, text } = terminal(isTTY);
    const progress = progressOn(stream, { quiet: false, environment: { NO_COLOR: "1" } });
    progress.onEvent({ kind: "warning", warning: { code: "drift", message: "9% slower" } });
    progress.onEvent({ kind: "paused", because: "the tab is hidden" });
    expect(text()).toMatch(/decode-wall: warning: .+: 9% slower\n/);
    expect(text()).toContain("decode-wall: paused because the tab is hidden\n");
  });

  it.each([true, false])("tells a kind of warning once (terminal: %s)", (isTTY) => {
    const { stream, text } = terminal(isTTY);
    const progress = progressOn(stream, { quiet: false, environment: {} });
    for (const message of ["gemv: ±3%", "gemm: ±4%"]) {
      progress.onEvent({ kind: "warning", warning: { code: "noisy", message } });
    }
    progress.onEvent({ kind: "warning", warning: { code: "drift", message: "9% slower" } });
    expect(text().match(/warning: /g)).toHaveLength(2);
    expect(text()).toContain("gemv: ±3%");
  });

  it("says nothing where quiet is asked for", () => {
    const { stream, text } = terminal(true);
    const progress = progressOn(stream, { quiet: true, environment: {} });
    progress.say("measuring");
    progress.onEvent(step());
    progress.end();
    expect(text()).toBe("");
  });

  it.each([true, false])("keeps a hostile name from the terminal (terminal: %s)", (isTTY) => {
    const { stream, text } = terminal(isTTY, 200);
    const progress = progressOn(stream, { quiet: false, environment: { NO_COLOR: "1" } });
    progress.onEvent(step({ now: "a\u001b]0;owned\u0007b\u009bc\nd" }));
    progress.say("e\u001b[2Jf");
    const cleared = text().replaceAll(`\r${escape}[2K`, "");
    expect(cleared).not.toContain(escape);
    expect(cleared).not.toContain("\u009b");
    expect(cleared).not.toContain("\u0007");
  });
});
