import type { MachineProjection } from "../projection/projectMachine.ts";
import { youFor, type ProjectionDocument } from "../projection/projectionDocument.ts";
import { csvText, type CsvCell } from "./csvText.ts";
import { unavailableText } from "./projectionWords.ts";

const columns = [
  "accelerator",
  "phase",
  "model",
  "weights",
  "experts",
  "cache",
  "users",
  "contextTokens",
  "promptTokens",
  "chips",
  "stages",
  "kind",
  "because",
  "limit",
  "weightBytes",
  "bytes",
  "flops",
  "memorySeconds",
  "arithmeticSeconds",
  "linkSeconds",
  "seconds",
  "tokensPerSecondPerUser",
  "tokensPerSecondPerSystem",
  "tokensPerSecondPerChip",
  "tokensPerSecondPerMegawatt",
  "timesYou",
  "notPublished",
] as const;
type Row = Readonly<Partial<Record<(typeof columns)[number], CsvCell>>>;

const flopsOf = (work: {
  readonly matrixFlops: number;
  readonly expertFlops: number;
  readonly attentionFlops: number;
}): number => work.matrixFlops + work.expertFlops + work.attentionFlops;

const missingText = (missing: readonly { readonly reason: string }[]): string =>
  missing.map(({ reason }) => reason).join(" ");

const decodeRow = ({ decode }: MachineProjection): Row => {
  if (decode.status !== "projected") return { notPublished: unavailableText(decode) };
  const { standing, work, rates, links, deployment } = decode;
  return {
    chips: deployment.chips,
    stages: decode.stages,
    kind: standing.kind,
    because: standing.kind === "estimate" ? standing.because.join(" ") : undefined,
    limit: decode.limit,
    weightBytes: work.weights.bytes,
    bytes: work.bytes,
    flops: flopsOf(work),
    memorySeconds: decode.memorySeconds,
    arithmeticSeconds: decode.arithmeticSeconds,
    linkSeconds: links.exchanges > 0 ? links.seconds : undefined,
    seconds: decode.secondsPerStep,
    tokensPerSecondPerUser: rates.perUser,
    tokensPerSecondPerSystem: rates.perSystem,
    tokensPerSecondPerChip: rates.perChip,
    tokensPerSecondPerMegawatt: rates.perMegawatt,
    notPublished: missingText(decode.missing),
  };
};

const prefillRow = ({ prefill }: MachineProjection): Row => {
  if (prefill.status !== "projected") return { notPublished: unavailableText(prefill) };
  const { standing, work, deployment } = prefill;
  return {
    promptTokens: work.promptTokens,
    chips: deployment.chips,
    kind: standing.kind,
    because: standing.kind === "estimate" ? standing.because.join(" ") : undefined,
    limit: prefill.limit,
    weightBytes: work.weights.bytes,
    bytes: work.bytes,
    flops: flopsOf(work),
    memorySeconds: prefill.memorySeconds,
    arithmeticSeconds: prefill.arithmeticSeconds,
    seconds: prefill.seconds,
    tokensPerSecondPerUser: prefill.tokensPerSecond,
    tokensPerSecondPerChip: prefill.tokensPerSecondPerChip,
    notPublished: missingText(prefill.missing),
  };
};

/** Two lines for each machine and setup, decode and prefill, SI units unscaled. */
export const projectionCsv = (document: ProjectionDocument): string => {
  const rows = document.machines.flatMap((machine): readonly Row[] => {
    const { setup, system, decode } = machine;
    const you = youFor(document, machine);
    const common: Row = {
      model: document.model.id,
      weights: setup.storage.matrices,
      experts: setup.storage.experts,
      cache: setup.cacheType,
    };
    const timesYou =
      decode.status === "projected" && you && you.status !== "absent"
        ? decode.rates.perUser / you.perUser
        : undefined;
    return [
      {
        ...common,
        accelerator: system.decode.id,
        phase: "decode",
        users: setup.batch,
        contextTokens: setup.contextTokens,
        ...decodeRow(machine),
        timesYou,
      },
      {
        ...common,
        accelerator: system.prefill.id,
        phase: "prefill",
        users: 1,
        ...prefillRow(machine),
      },
    ];
  });
  return csvText(columns, rows);
};
