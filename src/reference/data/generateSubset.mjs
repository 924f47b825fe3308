import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));

/** Machines of the page's first charts, in the order in which they are offered. */
const charted = [
  "nvidia-a100-80gb-sxm",
  "nvidia-h100-sxm",
  "nvidia-h200-sxm",
  "nvidia-b200-sxm",
  "nvidia-rubin",
  "nvidia-vera-rubin-nvl72",
  "groq-lpu-v1",
  "amd-mi355x",
  "google-tpu7x",
  "apple-m4-max",
  "nvidia-rtx-4090",
  "nvidia-rtx-5090",
  "amd-ryzen-ai-max-395",
  "nvidia-dgx-spark",
];
const chartedTypes = ["fp32", "fp16", "bf16", "fp8", "int8", "fp4"];

const header = (from) =>
  `// Generated from ${from} by generateSubset.mjs: edit those, run it, and let the test compare.\n`;
const lines = (values) => values.map((value) => `  ${JSON.stringify(value)},\n`).join("");

/** A `Model` has no field for experts, an ungated feed-forward or a sliding window. */
const isExpressible = (model) =>
  model.type === "dense" && /^(Swi|Ge)GLU$/.test(model.activation) && !model.sliding_window;

const smallFirst = (a, b) =>
  a.params_computed.decode_read_per_token - b.params_computed.decode_read_per_token;

const sizesOf = (model) => ({
  id: model.id,
  name: model.name,
  hidden: model.hidden_size,
  layers: model.num_layers,
  heads: model.num_heads,
  kvHeads: model.num_kv_heads,
  headDim: model.head_dim,
  feedForward: model.moe?.expert_ffn_size ?? model.ffn_size,
  vocabulary: model.vocab_size,
  tied: model.tie_embeddings,
});

/** Text of denseModels.ts: every model of the full list that the type `Model` can say, small ones first. */
export const denseModels = () => {
  const models = read("models.json").models.filter(isExpressible).toSorted(smallFirst).map(sizesOf);
  return `${header("models.json")}import type { Model } from "../../domain/model.ts";

export const denseModels: readonly Model[] = [
${lines(models)}];
`;
};

/** Experts without shared ones or dense layers, or a window, around grouped heads and gates. */
const isFurther = (model) =>
  !isExpressible(model) &&
  model.attention !== "MLA" &&
  !model.activation.includes("non-gated") &&
  !model.moe?.shared_experts &&
  !model.moe?.dense_layers;

const periodOf = ({ pattern }) => {
  const [, local, global] = /^(\d+) local : (\d+) global$/.exec(pattern) ?? [];
  return local ? Number(local) + Number(global) : Infinity; // "all layers"
};

/** Text of furtherModels.ts: models with experts or a window, which need more than `Model` says. */
export const furtherModels = () => {
  const models = read("models.json")
    .models.filter(isFurther)
    .toSorted(smallFirst)
    .map(({ moe, sliding_window: window, ...model }) => ({
      ...sizesOf({ moe, ...model }),
      ...(window && { window: { tokens: window.window, period: periodOf(window) } }),
      ...(moe && {
        experts: {
          count: moe.num_experts,
          chosen: moe.experts_per_token,
          feedForward: moe.expert_ffn_size,
        },
      }),
    }));
  const text = lines(models).replaceAll('"period":null', '"period":Infinity'); // JSON has none
  return `${header("models.json")}import type { ForwardModel } from "../../domain/forwardModel.ts";
import type { Model } from "../../domain/model.ts";

export const furtherModels: readonly (Model & Pick<ForwardModel, "window" | "experts">)[] = [
${text}];
`;
};

/** Text of chartAccelerators.ts: the charted machines with each figure's source. */
export const chartAccelerators = () => {
  const full = read("accelerators.json");
  const usedSources = new Set();
  const figure = (entry) => {
    usedSources.add(entry.source);
    return {
      value: entry.value,
      source: entry.source,
      confidence: entry.confidence,
      ...(entry.note && { note: entry.note }),
      ...(entry.range && { range: entry.range }),
    };
  };
  const accelerators = charted.map((id) => {
    const profile = full.profiles.find((candidate) => candidate.id === id);
    const { bandwidth_bytes_per_s: rate, capacity_bytes: capacity } = profile.memory;
    return {
      id,
      name: profile.name,
      vendor: profile.vendor,
      year: profile.year,
      kind: profile.kind,
      status: profile.status,
      isRack: profile.kind === "rack",
      ...(rate && { memoryBytesPerSecond: figure(rate) }),
      ...(capacity && { memoryBytes: figure(capacity) }),
      peakFlops: Object.fromEntries(
        chartedTypes
          .filter((type) => profile.peak_flops_dense[type])
          .map((type) => [type, figure(profile.peak_flops_dense[type])]),
      ),
    };
  });
  const sources = Object.entries(full.sources)
    .filter(([id]) => usedSources.has(id))
    .map(([id, { title, publisher, url, date }]) => ({
      id,
      title,
      publisher,
      url,
      ...(date && { date }),
    }));
  return `${header("accelerators.json")}import type { Accelerator, Source } from "../accelerators.ts";

export const asOf = ${JSON.stringify(full.as_of)};

export const chartAccelerators: readonly Accelerator[] = [
${lines(accelerators)}];

export const chartSources: readonly Source[] = [
${lines(sources)}];
`;
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL("denseModels.ts", import.meta.url), denseModels());
  writeFileSync(new URL("furtherModels.ts", import.meta.url), furtherModels());
  writeFileSync(new URL("chartAccelerators.ts", import.meta.url), chartAccelerators());
}
