import * as prettierMarkdown from "prettier/plugins/markdown";
import { describe, expect, it } from "vitest";
import { formats, type Format } from "../../../bench/options/table.ts";
import { render } from "../../../bench/render.ts";
import type { Result } from "../../../src/domain/result.ts";
import type { GateReport } from "../../../src/report/gateReport.ts";
import { markdownMarker } from "../../../src/report/markdown.ts";
import type { Report } from "../../../src/report/report.ts";
import { annotationsOf, withoutWorkflowCommands } from "../../../src/report/workflowCommands.ts";
import { fixtures } from "../../fixtures/results.ts";
import { parseCsv } from "./parseCsv.ts";

const gate: GateReport = {
  against: "the build of main",
  entries: [
    {
      metric: "decode, tiny f16",
      verdict: "slower",
      limit: 0.05,
      change: { estimate: 0.12, low: 0.09, high: 0.14 },
    },
    { metric: "prefill, tiny f16", verdict: "unsure", limit: 0.1, note: "five runs are too few" },
    {
      metric: "memory, stream-read",
      verdict: "same",
      limit: 0.05,
      change: { estimate: 0.001, low: -0.01, high: 0.012 },
    },
  ],
  incomparable: [],
};

const hostile: Readonly<Record<string, string>> = {
  "an element": `<img src=x onerror="alert(1)">&lt;`,
  "the end of a section": "]]>--><!-- x",
  "a table's border": "|a|b\\|c",
  "a formula": `=cmd()|'/C calc'!A0`,
  "another formula": `@SUM(A1),"+1`,
  "an escape": "\u001b]0;owned\u0007\u001b[2J\u009b31m",
  "another direction": "\u202Eevil\u2066",
  "new lines": "a\r\n# b\u2028- c\n\n```\nd",
  markup: "**a** _b_ `c` [d](javascript:e) ![f](g) ~~h~~ $i$ :bug:",
  "a mention": "@everyone #1 http://evil.test www.evil.test me@evil.test",
  "a workflow command": "::error::owned ##[error]owned %0A::add-mask::a",
  "half a pair": "a\ud800b\udc00c\ufffe\uffff",
  nothing: "",
};

/** Only what a person or a driver named; what the program itself writes stays. */
const namedKeys = ["label", "vendor", "architecture", "device", "description", "message", "reason"];
const idKeys = ["id", "model", "variant", "by", "browser", "operatingSystem", "commit", "kernel"];

const withNames = (result: Result, text: string): Result =>
  JSON.parse(
    JSON.stringify(result, (key, value: unknown) =>
      typeof value === "string" && [...namedKeys, ...idKeys].includes(key) ? text : value,
    ),
  ) as Result;

const reportOf = (text: string): Report => ({
  result: withNames(fixtures.everyField, text),
  gate: {
    against: text,
    entries: gate.entries.map((entry) => ({ ...entry, metric: text, note: text })),
    incomparable: [text],
  },
});

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
}

/** As remark reads it. */
const parseMarkdown = (text: string): Promise<Node> =>
  prettierMarkdown.parsers.markdown.parse(text, {} as never) as Promise<Node>;
const nodesOf = (node: Node): readonly Node[] => [node, ...(node.children ?? []).flatMap(nodesOf)];

/** What is laid out, without the words. */
const outline = (node: Node): string =>
  node.children && node.type !== "tableCell"
    ? `${node.type}(${node.children.map(outline).join(" ")})`
    : node.type;

const jsonLines = (text: string): readonly Readonly<Record<string, unknown>>[] =>
  text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** llama-bench's columns by type, as its source lists them. */
const llamaBenchColumns: Readonly<Record<string, string>> = {
  build_commit: "string",
  gpu_info: "string",
  backends: "string",
  model_type: "string",
  n_prompt: "number",
  n_gen: "number",
  n_depth: "number",
  test_time: "string",
  avg_ns: "number",
  stddev_ns: "number",
  avg_ts: "number",
  stddev_ts: "number",
  samples_ns: "object",
  samples_ts: "object",
};

/** Reads a format as those read it that it is for; throws or fails where it is not of the form. */
const read: Readonly<Record<Format, (text: string, report: Report) => unknown>> = {
  table: (text) => {
    for (const line of text.split("\n")) expect(line.trim()).not.toMatch(/^::/);
    expect(text).not.toContain("##[");
  },
  json: (text, { result, gate: found }) =>
    expect(JSON.parse(text)).toEqual({ ...result, ...(found && { gate: found }) }),
  markdown: async (text) => {
    const root = await parseMarkdown(text);
    const nodes = nodesOf(root);
    const own = [markdownMarker, "<details>", "<summary>", "</summary>", "</details>"];
    for (const { type, value = "" } of nodes) {
      expect(["link", "image", "code", "inlineCode", "emphasis", "delete", "math"]).not.toContain(
        type,
      );
      if (type === "html") expect(own.join("")).toContain(value.replace(/Kernels: \d+/, ""));
    }
    const plain = outline(await parseMarkdown(render.markdown(reportOf("plain"), 100)));
    expect(outline(root)).toBe(plain);
  },
  csv: (text, { result }) => {
    const [header = [], ...rows] = parseCsv(text);
    const { kernels, decode, prefill, batchSweep, cacheCurve } = result;
    const { latency = [], breakdown = [] } = result;
    const lists = [kernels, decode, prefill, latency, breakdown, batchSweep, cacheCurve];
    expect(rows).toHaveLength(lists.flatMap((list) => [...list]).length);
    for (const row of rows) {
      expect(row).toHaveLength(header.length);
      for (const cell of row) expect(cell).not.toMatch(/^[=+@\t\r]|^-\D/);
    }
  },
  jsonl: (text) => {
    const rows = jsonLines(text);
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) expect(row).toMatchObject({ schema: "decode-wall.row/1" });
  },
  junit: (text) => {
    const bare = text
      .replace(/^<\?xml [^?]*\?>/, "")
      .replace(/<\/?[a-z-]+(?: [a-z]+="[^"<]*")*\s*\/?>/g, "");
    expect(bare).not.toMatch(/[<>"]/);
    expect(bare.replace(/&(?:amp|lt|gt|quot|#\d+);/g, "")).not.toContain("&");
    expect(text.match(/<testcase /g)?.length).toBe(
      [...text.matchAll(/ tests="(\d+)"/g)].reduce((sum, [, count]) => sum + Number(count), 0),
    );
  },
  "github-benchmark": (text) => {
    const entries = JSON.parse(text) as readonly Readonly<Record<string, unknown>>[];
    expect(new Set(entries.map(({ name }) => name)).size).toBe(entries.length);
    for (const { name, value, unit, range, extra } of entries) {
      expect([name, unit, range, extra].map((entry) => typeof entry)).toEqual(
        Array.from({ length: 4 }, () => "string"),
      );
      expect(value).toEqual(expect.any(Number));
    }
  },
  "llama-bench": (text) => {
    const rows = jsonLines(text);
    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        expect(`${column}: ${typeof value}`).toBe(`${column}: ${llamaBenchColumns[column]}`);
      }
    }
  },
};

const unsafe =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/; // eslint-disable-line no-control-regex

describe.each(formats)("as %s", (format) => {
  it.each(Object.entries(hostile))(
    "a name that holds %s is shown and obeyed by nothing",
    async (_, text) => {
      const report = reportOf(text);
      const written = render[format](report, 100);
      expect(written.replaceAll("\r\n", "\n")).not.toMatch(unsafe);
      await read[format](written, report);
    },
  );

  it.each(Object.entries(fixtures))("the result %s can be read", async (_, result) => {
    const written = render[format]({ result }, 100);
    expect(written.endsWith("\n") || written === "").toBe(true);
    if (
      format === "table" ||
      format === "json" ||
      format === "github-benchmark" ||
      format === "junit"
    ) {
      await read[format](written, { result });
    }
  });
});

describe("what a gate found", () => {
  const withGate: Report = { result: fixtures.discrete, gate };

  it("is a table of its own in markdown", () => {
    const written = render.markdown(withGate, 100);
    expect(written).toContain("### Gate");
    expect(written).toMatch(/\| decode, tiny f16 \| slower \| .*12%.*9%.*14%.* \| 5% \|/);
    expect(render.markdown({ result: fixtures.discrete }, 100)).not.toContain("### Gate");
  });

  it("fails in JUnit where it is slower, and is skipped where it is unsure", () => {
    const written = render.junit(withGate, 100);
    expect(written).toMatch(/name="gate"[^>]* tests="3" failures="1" errors="0"/);
    expect(written).toContain(`<skipped>unsure: prefill, tiny f16: unsure`);
    expect(written).toContain(`<failure type="regression" message="decode, tiny f16: slower, +12%`);
  });

  it("is an error in JUnit where the two cannot be compared", () => {
    const report = {
      ...withGate,
      gate: { ...gate, entries: [], incomparable: ["another device"] },
    };
    expect(render.junit(report, 100)).toContain(
      `<error type="incomparable" message="another device"`,
    );
  });

  it("is annotated: an error where slower, a warning where unsure, nothing where the same", () => {
    expect(annotationsOf(withGate)).toEqual([
      "::error title=Decode Wall::decode, tiny f16: slower, +12%25 (+9%25 to +14%25) where +5%25 is allowed",
      expect.stringMatching(/^::warning title=Decode Wall::prefill, tiny f16: unsure/),
    ]);
  });
});

describe("a failed check", () => {
  it("is annotated, and nothing is where all passed", () => {
    expect(annotationsOf({ result: fixtures.failedKernel })).toEqual([
      expect.stringMatching(
        /^::error title=Decode Wall::gemv-f32: error 0\.25 .* row 4095 differs/,
      ),
    ]);
    expect(annotationsOf({ result: fixtures.discrete })).toEqual([]);
  });

  it("fails in JUnit and has no time in github-benchmark", () => {
    expect(render.junit({ result: fixtures.failedKernel }, 100)).toMatch(
      /<testcase name="gemv-f32 [^>]*>\s*<failure type="wrong-result"/,
    );
    expect(render["github-benchmark"]({ result: fixtures.failedKernel }, 100)).not.toContain(
      "gemv-f32",
    );
    expect(render["github-benchmark"]({ result: fixtures.discrete }, 100)).toContain("gemv-f32");
  });

  it("cannot break out of its annotation", () => {
    const lines = annotationsOf(reportOf("a\n::set-output name=b::c\r##[error]"));
    for (const line of lines) {
      expect(line).toMatch(/^::(error|warning) title=Decode Wall::/);
      expect(line).not.toMatch(/[\r\n]|##\[/);
    }
  });
});

describe("the formats' meaning", () => {
  it("JSON Lines have the CSV's numbers", () => {
    const { result } = { result: fixtures.discrete };
    const found = jsonLines(render.jsonl({ result }, 100)).find(({ kind }) => kind === "decode");
    expect(found?.["seconds"]).toBe(result.decode[0]?.secondsPerStep.median);
    expect(found).not.toHaveProperty("shape");
  });

  it("github-benchmark has milliseconds", () => {
    const entries = JSON.parse(render["github-benchmark"]({ result: fixtures.discrete }, 100));
    const [row] = fixtures.discrete.decode;
    const found = entries.find(({ name }: { name: string }) => name.startsWith("decode"));
    expect(found).toMatchObject({ unit: "ms", range: expect.stringMatching(/^± \d/) });
    expect(found.value / 1e3).toBeCloseTo(row?.secondsPerStep.median ?? 0, 6);
  });

  it("llama-bench has means and deviations of every sample, one user, and says what was left out", () => {
    const rows = jsonLines(render["llama-bench"]({ result: fixtures.discrete }, 100));
    const answer = rows.find(({ n_gen }) => n_gen === 1);
    const [row] = fixtures.discrete.decode;
    const samples = row?.secondsPerStep.samples ?? [];
    const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
    expect(answer?.["avg_ns"]).toBe(Math.round(mean * 1e9));
    const squares = samples.reduce((sum, sample) => sum + (sample - mean) ** 2, 0);
    const deviation = Math.sqrt(squares / (samples.length - 1));
    expect(answer?.["stddev_ns"]).toBe(Math.round(deviation * 1e9));
    expect(answer).toMatchObject({ n_prompt: 0, model_type: "qwen3-0.6b f16, weights only" });
    expect(rows).toHaveLength(
      fixtures.discrete.prefill.length +
        fixtures.discrete.decode.filter(({ batch }) => batch === 1).length,
    );
  });

  it("markdown fits a comment, without the kernels if it must", () => {
    const many = Array.from({ length: 120 }, () => fixtures.discrete.kernels).flat();
    const written = render.markdown({ result: { ...fixtures.discrete, kernels: many } }, 100);
    expect(written.length).toBeLessThan(65_536);
    expect(written.includes("rows are left out")).toBe(true);
    expect(render.markdown({ result: fixtures.discrete }, 100)).toContain("<details>");
  });

  it("a log's own commands are taken from what others wrote", () => {
    expect(withoutWorkflowCommands("  ::error::a\nb ::c ##[d]")).toBe(
      "  :\u200b:error::a\nb ::c # #[d]",
    );
  });
});
