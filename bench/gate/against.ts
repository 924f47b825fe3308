import {
  conditionsOfSampler,
  differencesOf,
  incomparableBecause,
  subjectDifference,
} from "../../src/analysis/comparability.ts";
import type { Allowance, GateMetricName } from "../../src/domain/gate.ts";
import { isProblem } from "../../src/domain/problem.ts";
import type { SamplerOptions, SamplesTaken } from "../../src/domain/sampler.ts";
import type { GateReport } from "../../src/report/gateReport.ts";
import { provideBrowser } from "../browser/provide.ts";
import { conclude } from "../conclude.ts";
import { exitCodes } from "../exitCodes.ts";
import { openGpuPage, type GpuPage } from "../gpuPage.ts";
import { newLifetime, type Lifetime } from "../lifetime.ts";
import { measureIn, type MeasureContext, type Measured, type MeasureOptions } from "../measure.ts";
import { serve } from "../serve.ts";
import { entriesOfBlocks } from "./entries.ts";
import { openAlike, type Ready } from "./openAlike.ts";
import { sampleInTurns, type Side } from "./inTurns.ts";
import type { GateMode, GateOptions } from "./options.ts";
import { otherPage } from "./otherPage.ts";
import { guarded, visitLimitSeconds, watched, type Watched } from "./watched.ts";

/** A measured run, and what the gate says of it; no report where the run itself came to a bad end. */
export interface Gated {
  readonly measured: Measured;
  readonly report?: GateReport;
  /** An output was wrong while samples were taken. */
  readonly wrong?: string;
  /** Why new runs could not be kept. */
  readonly unsaved?: string;
}

type AgainstMode = Extract<GateMode, { kind: "against" }>;

const closeLimitSeconds = 5;
/** The same blocks in the same order every time. */
const orderSeed = 1;

const sideOf = (page: Watched, sampler: Ready): Side => ({
  metrics: sampler.opened.metrics,
  take: () => guarded(page, sampler.take(), visitLimitSeconds),
});

const againstText = ({ page, browser }: AgainstMode, sampler?: Ready): string => {
  if (browser && sampler) return `this build in ${sampler.opened.environment.browser}`;
  if (browser) return "this build in the other browser";
  return sampler ? `${page}, build ${sampler.opened.build.id}` : (page ?? "the other build");
};

const missingOf = (where: string, { opened }: Ready): readonly string[] =>
  opened.missing.map(({ name, message }) => `${name} is not sampled ${where}: ${message}`);

/** Everything that keeps the two samplers from being compared. */
const reasonsAgainst = (
  one: Ready,
  other: Ready,
  flags: readonly [readonly string[], readonly string[]],
  allowed: readonly Allowance[],
): readonly string[] => {
  const differences = [
    ...differencesOf(
      conditionsOfSampler(one.opened, flags[0]),
      conditionsOfSampler(other.opened, flags[1]),
    ),
    ...one.opened.metrics.flatMap((metric) => {
      const same = other.opened.metrics.find(({ name }) => name === metric.name);
      return same ? (subjectDifference(metric, same) ?? []) : [];
    }),
  ];
  return [
    ...missingOf("there", one),
    ...missingOf("here", other),
    ...incomparableBecause(differences, allowed),
  ];
};

const compare = async (
  options: MeasureOptions,
  gate: GateOptions & { readonly mode: AgainstMode },
  context: MeasureContext,
  pages: { readonly there: GpuPage; readonly here: GpuPage },
): Promise<Omit<Gated, "measured">> => {
  const { mode, limits, allow } = gate;
  const { say, onEvent, interrupted } = context;
  const there = watched(pages.there, interrupted);
  const here = watched(pages.here, interrupted);
  const incomparable = (...reasons: readonly string[]): Omit<Gated, "measured"> => ({
    report: { against: againstText(mode), entries: [], incomparable: reasons },
  });
  const wanted: SamplerOptions = {
    suite: options.suite,
    metrics: limits.map(({ metric }): GateMetricName => metric),
    ...(options.models && { models: options.models }),
    ...(options.memoryBytes !== undefined && { memoryBytes: options.memoryBytes }),
    ...(options.adapter !== "auto" && { adapter: options.adapter }),
  };
  say(`comparing with ${againstText(mode)}, in turns`);
  const { a, b } = await openAlike(there, here, wanted);
  if (a.status === "absent") {
    return incomparable(
      "its build is older than decodeWall.sampler(), by which two builds are sampled in turns; store runs of it and use --baseline",
    );
  }
  if (a.status === "failed") return incomparable(`there: ${a.failure.message}`);
  if (a.status !== "ready") return incomparable("there: the page gave no sampler");
  if (b?.status !== "ready") {
    return incomparable(`here: ${b?.status === "failed" ? b.failure.message : "no sampler"}`);
  }
  const allowed = mode.browser ? [...allow, "browser" as const] : allow;
  const reasons = reasonsAgainst(a, b, [there.flags, here.flags], allowed);
  const against = againstText(mode, a);
  if (reasons.length > 0) return { report: { against, entries: [], incomparable: reasons } };

  const end = performance.now() + 1000 * options.timeoutSeconds;
  const turns = await sampleInTurns(
    { a: sideOf(there, a), b: sideOf(here, b) },
    {
      limits,
      mostBlocks: mode.mostBlocks,
      seed: orderSeed,
      endedBy: () =>
        interrupted.aborted
          ? "interrupted"
          : performance.now() > end
            ? "the time was over"
            : undefined,
      onBlock: (blocks, undecided) =>
        onEvent({
          kind: "progress",
          now: `block ${blocks} of at most ${mode.mostBlocks}, ${undecided} of ${limits.length} metrics undecided`,
          because: "what both sides feel alike cancels where they are sampled in turns",
          fraction: blocks / mode.mostBlocks,
        }),
    },
  );
  const wrongIn = (side: "a" | "b", taken: SamplesTaken): string | undefined =>
    taken.status === "wrong"
      ? `${taken.metric} gave wrong results ${side === "a" ? "there" : "here"} while it was sampled: ${taken.reason}`
      : undefined;
  if (turns.status === "broken") {
    const wrong = wrongIn(turns.side, turns.taken);
    if (wrong !== undefined) return { wrong };
    const where = turns.side === "a" ? "there" : "here";
    const why = turns.taken.status === "failed" ? turns.taken.failure.message : "";
    return incomparable(`sampling broke off ${where}: ${why}`);
  }
  for (const [side, page, sampler] of [
    ["a", there, a],
    ["b", here, b],
  ] as const) {
    const closed = await guarded(page, sampler.close(), visitLimitSeconds);
    const wrong = wrongIn(side, closed);
    if (wrong !== undefined) return { wrong };
    if (closed.status !== "taken" && !interrupted.aborted) {
      return incomparable("the outputs could not be proved again after they were sampled");
    }
  }
  return {
    report: { against, entries: entriesOfBlocks(turns, b.opened.metrics), incomparable: [] },
  };
};

const openOther = async (
  options: MeasureOptions,
  { mode, allow }: GateOptions & { readonly mode: AgainstMode },
  context: MeasureContext,
  own: GpuPage,
  lifetime: Lifetime,
): Promise<GpuPage | string> => {
  const { machine, say, detail, interrupted } = context;
  const other = mode.page === undefined ? undefined : otherPage(mode.page);
  if (other && isProblem(other)) return other.problem;
  if (other?.kind === "address" && other.isRemote && !allow.includes("remote")) {
    return "its page comes from another machine (--allow remote compares anyway)";
  }
  const folder = other?.kind === "folder" ? other.path : context.page;
  const server = other?.kind === "address" ? undefined : await serve(folder);
  if (server) lifetime.onEnd(server.close);
  const url = server?.url ?? (other?.kind === "address" ? other.url : "");
  if (!mode.browser) return own.openBeside(url);
  const provided = await provideBrowser(mode.browser, { machine, say, signal: interrupted });
  if (provided.status !== "found") return provided.message;
  return openGpuPage({
    path: provided.path,
    url,
    adapter: own.kind,
    browserArguments: options.browserArguments,
    machine,
    say,
    ...(detail && { detail }),
    onEvent: () => undefined,
    interrupted,
    lifetime,
  });
};

/** Measures this build, then compares it with another, or in another browser, in turns. */
export const gateAgainst = async (
  options: MeasureOptions,
  gate: GateOptions & { readonly mode: AgainstMode },
  context: MeasureContext,
): Promise<Gated> => {
  const { mode } = gate;
  const page = mode.page === undefined ? undefined : otherPage(mode.page);
  if (page && isProblem(page)) {
    return { measured: { status: "bad-input", message: page.problem } };
  }
  if (mode.browser) {
    const { machine, say, interrupted: signal } = context;
    const provided = await provideBrowser(mode.browser, { machine, say, signal });
    if (provided.status === "bad-input") return { measured: provided };
  }
  const lifetime = newLifetime();
  try {
    const { measured, page: here } = await measureIn(options, context, lifetime);
    const { exitCode } = conclude(measured, { interrupted: context.interrupted.aborted });
    if (!here || exitCode !== exitCodes.measured) return { measured };
    const there = await openOther(options, gate, context, here, lifetime);
    if (typeof there === "string") {
      return {
        measured,
        report: { against: againstText(mode), entries: [], incomparable: [there] },
      };
    }
    return { measured, ...(await compare(options, gate, context, { there, here })) };
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return { measured: { status: "cannot-measure", message } };
  } finally {
    await lifetime.end(closeLimitSeconds);
  }
};
