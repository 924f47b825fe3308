import { describe, expect, it } from "vitest";
import { cacheValues, cacheValuesPerLayer } from "../../../src/projection/keysAndValues.ts";
import { projectDecode } from "../../../src/projection/projectDecode.ts";
import { projectPrefill } from "../../../src/projection/projectPrefill.ts";
import { decodeWork } from "../../../src/projection/decodeWork.ts";
import { publishedStorage, uniformStorage } from "../../../src/projection/storedType.ts";
import {
  expectedDistinctExperts,
  routedWeights,
  storedBytes,
  weightsTouched,
} from "../../../src/projection/weightsTouched.ts";
import { modelOf, plain, profileOf, projected, setup } from "./subjects.ts";

const llama8 = modelOf("llama-3.1-8b");
const llama70 = modelOf("llama-3.1-70b");
const h100 = profileOf("nvidia-h100-sxm");

describe("Llama-3.1-8B at 16 bits on an H100", () => {
  const decode = projected(projectDecode(h100, llama8, plain));

  it("fetches 15.0 GB a token at 3.35 TB/s: 223 tokens/s, a bound, held by memory", () => {
    expect(decode.work.weights.always).toBe(7_504_924_672);
    expect(decode.work.bytes / 1e9).toBeCloseTo(15.01, 2);
    expect(decode.rates.perUser).toBeCloseTo(223.2, 1);
    expect(decode.standing).toEqual({ kind: "bound" });
    expect(decode.limit).toBe("memory");
    expect(decode.deployment).toMatchObject({ chips: 1, copies: 1, systems: 1 });
  });

  it("multiplies at the dense peak, half of the one with sparsity", () => {
    expect(decode.arithmetic?.matrices).toEqual({ type: "fp16", flopsPerSecond: 989.4e12 });
    expect(decode.arithmeticSeconds).toBeCloseTo((2 * 7_504_924_672) / 989.4e12, 12);
  });

  it("reads 512 tokens in 7.27 ms, held by arithmetic", () => {
    // Layers: 6,979,588,096 weights for each of 512 tokens; the head's 525,336,576 for the last.
    // Attention: 32 layers of 4·32·128 FLOP for each of 512·513/2 pairs.
    const flops = 2 * 512 * 6_979_588_096 + 2 * 525_336_576 + 32 * 4 * 32 * 128 * 131_328;
    const prefill = projected(projectPrefill(h100, llama8, plain, { promptTokens: 512 }));
    expect(prefill.arithmeticSeconds).toBeCloseTo(flops / 989.4e12, 9);
    expect(prefill.seconds * 1e3).toBeCloseTo(7.294, 2);
    expect(prefill.limit).toBe("arithmetic");
    expect(prefill.standing).toEqual({ kind: "bound" });
  });

  it("is held by memory where the prompt is shorter than the ridge", () => {
    const prefill = projected(projectPrefill(h100, llama8, plain, { promptTokens: 16 }));
    expect(prefill.limit).toBe("memory");
    expect(prefill.seconds * 3.35e12).toBeCloseTo(prefill.work.weights.bytes, 0);
  });

  it("has no rate per megawatt, since its all-in power is not published", () => {
    expect("perMegawatt" in decode.rates).toBe(false);
    expect(decode.missing).toEqual([
      {
        figure: "all-in power",
        reason:
          "The all-in power of NVIDIA H100 SXM is not published, so there is no rate per megawatt.",
      },
    ]);
  });

  it("fetches 0.54 GB of keys and values for each user with 4,096 tokens", () => {
    expect(cacheValues(llama8, 4096) * 2).toBe(131_072 * 4096);
    const work = decodeWork(llama8, setup({ contextTokens: 4096 }), 3);
    expect(work.cacheBytesRead).toBe(3 * 131_072 * 4096);
    expect(work.cacheBytesWritten).toBe(3 * 131_072);
    expect(work.attentionFlops).toBe(3 * 524_288 * 4096);
  });
});

describe("a model that one chip does not hold", () => {
  it("takes the fewest chips, and becomes an estimate by the exchanges between them", () => {
    // 70,553,706,496 weights at 16 bits are 141.1 GB: two of 80 GB.
    const decode = projected(projectDecode(h100, llama70, plain));
    expect(decode.deployment.chips).toBe(2);
    expect(decode.standing).toEqual({ kind: "estimate", because: ["interconnect"] });
    expect(decode.links).toMatchObject({ exchanges: 160, secondsPerExchange: 1e-6 });
    expect(decode.memorySeconds).toBeCloseTo(139_006_410_496 / 6.7e12, 5);
    expect(decode.secondsPerStep).toBeCloseTo(decode.memorySeconds + 160e-6, 12);
    expect(decode.missing.map(({ figure }) => figure)).toEqual(["links", "all-in power"]);
  });

  it("counts the cache of all users when it counts chips", () => {
    const one = setup({ contextTokens: 131_072 });
    expect(projected(projectDecode(h100, llama8, one)).deployment.chips).toBe(1);
    // 16.1 GB of weights and 8 times 17.2 GB of cache.
    const eight = setup({ contextTokens: 131_072, batch: 8 });
    expect(projected(projectDecode(h100, llama8, eight)).deployment.chips).toBe(2);
  });

  it("does not fit where fewer chips are asked for", () => {
    const decode = projectDecode(h100, llama70, setup({ chips: 1 }));
    expect(decode.status).toBe("does-not-fit");
    expect(decode.status === "does-not-fit" && decode.deployment.fewestChips).toBe(2);
  });

  it("exchanges bytes at the speed of the links where that is published", () => {
    const rack = profileOf("nvidia-gb200-nvl72");
    const decode = projected(projectDecode(rack, llama8, setup({ chips: 72, batch: 64 })));
    const perChip = 130e12 / 72;
    const bytes = ((2 * 71) / 72) * 64 * 4096 * 2;
    expect(decode.links.seconds).toBeCloseTo(64 * (1e-6 + bytes / perChip), 12);
    expect(decode.missing).toHaveLength(1);
  });
});

describe("a rack", () => {
  const rack = profileOf("nvidia-vera-rubin-nvl72");

  it("serves one user from the chips that hold the model, not from the sum of 72", () => {
    const decode = projected(projectDecode(rack, llama8, plain));
    expect(decode.deployment).toMatchObject({ chips: 1, copies: 72, systems: 1 });
    expect(decode.rates.perUser).toBeCloseTo(1.58e15 / 72 / decode.work.bytes, 6);
    expect(decode.rates.perSystem).toBeCloseTo(72 * decode.rates.perUser, 6);
    expect(decode.standing).toEqual({ kind: "bound" });
  });

  it("has a rate per megawatt from the all-in power of its chips", () => {
    const decode = projected(projectDecode(rack, llama8, plain));
    expect(decode.rates.perMegawatt).toBeCloseTo((decode.rates.perChip / 3300) * 1e6, 6);
  });

  it("of two kinds of chips is not divided", () => {
    const mixed = profileOf("nvidia-vera-rubin-nvl144-cpx");
    expect(projectDecode(mixed, llama8, plain).status).toBe("not-modelled");
    expect(projectPrefill(mixed, llama8, plain, { promptTokens: 512 }).status).toBe("not-modelled");
  });
});

describe("a machine that keeps weights in SRAM", () => {
  it("passes a token from chip to chip where a chip holds less than a layer", () => {
    const groq = profileOf("groq-lpu-v1");
    const decode = projected(projectDecode(groq, llama70, plain));
    // 141.1 GB on chips of 230 MB.
    expect(decode.deployment.chips).toBe(614);
    expect(decode.stages).toBe(614);
    expect(decode.memorySeconds).toBeCloseTo(decode.work.bytes / 80e12, 12);
    expect(decode.links).toMatchObject({ exchanges: 613 });
    expect(decode.standing).toEqual({ kind: "estimate", because: ["stages"] });
    const sum = (614 * 80e12) / decode.work.bytes;
    expect(decode.rates.perUser).toBeLessThan(sum / 600);
  });

  it("passes it from layer to layer where a chip holds several", () => {
    const wafer = profileOf("cerebras-wse-3");
    const decode = projected(projectDecode(wafer, llama70, plain));
    expect(decode.deployment.chips).toBe(4);
    expect(decode.stages).toBe(80);
    expect(decode.memorySeconds).toBeCloseTo((80 * decode.work.bytes) / (4 * 21e15), 12);
  });

  it("serves as many users as it has stages at the same speed each", () => {
    const groq = profileOf("groq-lpu-v1");
    const chips = 700;
    const one = projected(projectDecode(groq, llama70, setup({ chips })));
    const many = projected(projectDecode(groq, llama70, setup({ chips, batch: 700 })));
    const more = projected(projectDecode(groq, llama70, setup({ chips, batch: 701 })));
    expect(many.rates.perUser).toBe(one.rates.perUser);
    expect(many.rates.perSystem).toBeCloseTo(700 * one.rates.perSystem, 6);
    expect(more.rates.perUser).toBeLessThan(one.rates.perUser);
  });
});

describe("figures that are not published", () => {
  it("leave decode undefined without bandwidth, and prefill still told", () => {
    const sn40l = profileOf("sambanova-sn40l");
    const decode = projectDecode(sn40l, llama8, plain);
    expect(decode).toMatchObject({ status: "not-published", missing: [{ figure: "bandwidth" }] });
    const prefill = projected(projectPrefill(sn40l, llama8, plain, { promptTokens: 512 }));
    expect("memorySeconds" in prefill).toBe(false);
    expect(prefill.missing).toMatchObject([{ figure: "bandwidth" }]);
  });

  it("leave prefill undefined without a dense peak, and decode to memory alone", () => {
    const lpx = profileOf("nvidia-groq-3-lpx");
    const prefill = projectPrefill(lpx, llama8, plain, { promptTokens: 512 });
    expect(prefill).toMatchObject({ status: "not-published", missing: [{ figure: "peak" }] });
    const decode = projected(projectDecode(lpx, llama8, plain));
    expect("arithmeticSeconds" in decode).toBe(false);
    expect(decode.missing[0]?.reason).toBe(
      "No dense peak of NVIDIA Groq 3 LPX (rack) is published that multiplies f16 weights: arithmetic is left out.",
    );
    const fp8 = setup({ storage: uniformStorage("fp8"), cacheType: "fp8" });
    expect(projected(projectDecode(lpx, llama8, fp8)).arithmetic?.matrices.type).toBe("fp8");
  });

  it("are never replaced by a peak that carries no dense label", () => {
    const wafer = projected(projectDecode(profileOf("cerebras-wse-3"), llama8, plain));
    expect("arithmetic" in wafer).toBe(false);
  });
});

describe("the dense peak that counts", () => {
  it.each([
    ["nvidia-h100-sxm", "fp8", "fp8"],
    ["nvidia-a100-80gb-sxm", "fp8", "fp16"],
    ["nvidia-a100-80gb-sxm", "int8", "int8"],
    ["nvidia-a100-80gb-sxm", "int4", "int8"],
    ["nvidia-gb300", "int8", "fp16"],
    ["nvidia-b200-sxm", "nvfp4", "fp4"],
    ["nvidia-h100-sxm", "mxfp4", "fp8"],
    ["google-tpu7x", "f16", "bf16"],
    ["apple-m4-max", "int4", "fp16"],
    ["nvidia-h100-sxm", "f32", "fp32"],
  ] as const)("of %s for %s is %s", (id, stored, peak) => {
    const storage = uniformStorage(stored);
    const decode = projected(projectDecode(profileOf(id), llama8, setup({ storage })));
    expect(decode.arithmetic?.matrices.type).toBe(peak);
  });

  it("of attention follows the cache, not the weights", () => {
    const storage = uniformStorage("nvfp4");
    const decode = projected(
      projectDecode(profileOf("nvidia-b200-sxm"), llama8, setup({ storage, contextTokens: 4096 })),
    );
    expect(decode.arithmetic?.attention.type).toBe("fp16");
  });
});

describe("a mixture of experts", () => {
  const oss = modelOf("gpt-oss-120b");
  const routed = routedWeights(oss);
  if (!routed) throw new Error("gpt-oss has experts");

  it("meets exactly its top 4 of 128 for one user, and all of them for very many", () => {
    expect(expectedDistinctExperts(routed, 1)).toBeCloseTo(4, 12);
    expect(expectedDistinctExperts(routed, 2)).toBeCloseTo(8 - 16 / 128, 12);
    expect(expectedDistinctExperts(routed, 100_000)).toBeCloseTo(128, 9);
  });

  it("has experts of three 2880x2880 matrices with their biases", () => {
    expect(routed.weightsPerExpert).toBe(3 * 2880 * 2880 + 3 * 2880);
    expect(routed.layers).toBe(36);
  });

  it("fetches what the publisher calls active, 5.13 billion, for one user", () => {
    const { always } = weightsTouched(oss, plain.storage, 1);
    expect(always + 36 * 4 * routed.weightsPerExpert).toBe(5_132_849_472);
  });

  it("takes 65 GB as published: experts at 4.25 bits, the rest at 16", () => {
    const storage = publishedStorage(oss);
    expect(storage).toEqual({ matrices: "f16", experts: "mxfp4" });
    expect(storedBytes(oss, storage ?? plain.storage) / 1e9).toBeCloseTo(65.2, 1);
    expect(publishedStorage(llama8)).toBeUndefined();
  });

  it("is a bound for one user and an estimate for more", () => {
    const b200 = profileOf("nvidia-b200-sxm");
    const storage = uniformStorage("mxfp4");
    const standing = (batch: number) =>
      projected(projectDecode(b200, oss, setup({ storage, batch }))).standing;
    expect(standing(1)).toEqual({ kind: "bound" });
    expect(standing(2)).toEqual({ kind: "estimate", because: ["uniform-routing"] });
  });

  it("leaves shared experts and dense layers out of the routing", () => {
    const deepseek = modelOf("deepseek-v3");
    const experts = routedWeights(deepseek);
    expect(experts).toMatchObject({ layers: 58, expertsPerLayer: 256, expertsPerToken: 8 });
    expect(experts?.weightsPerExpert).toBe(3 * 7168 * 2048);
  });
});

describe("the cache by kind of attention", () => {
  it("of grouped heads grows with the KV heads", () => {
    expect(cacheValuesPerLayer(llama8)).toBe(2 * 8 * 128);
    expect(cacheValuesPerLayer(modelOf("gemma-3-1b"))).toBe(2 * 256);
  });

  it("of latent attention is one compressed vector: 70,272 bytes a token for DeepSeek-V3", () => {
    const deepseek = modelOf("deepseek-v3");
    expect(cacheValuesPerLayer(deepseek)).toBe(512 + 64);
    expect(cacheValues(deepseek, 1) * 2).toBe(70_272);
    expect(decodeWork(deepseek, setup({ contextTokens: 1000 }), 1).attentionFlops).toBe(
      16_990_208 * 1000,
    );
  });

  it("of latent attention multiplies decompressed keys and values in prefill", () => {
    const deepseek = modelOf("deepseek-v3");
    const prefill = projectPrefill(profileOf("nvidia-gb200-nvl72"), deepseek, plain, {
      promptTokens: 2,
    });
    expect(projected(prefill).work.attentionFlops).toBe(61 * 2 * 128 * (192 + 128) * 3);
  });

  it("of sliding windows stops growing at the window", () => {
    const gemma = modelOf("gemma-3-27b"); // 10 global and 52 local layers of 1,024 tokens
    const perLayer = 2 * 16 * 128;
    expect(cacheValues(gemma, 1000)).toBe(62 * perLayer * 1000);
    expect(cacheValues(gemma, 100_000)).toBe(perLayer * (10 * 100_000 + 52 * 1024));
    const mistral = modelOf("mistral-7b-v0.1");
    expect(cacheValues(mistral, 30_000)).toBe(cacheValues(mistral, 4096));
  });

  it("of sliding windows limits the pairs of a prompt, those already cached apart", () => {
    const gemma = modelOf("gemma-3-27b");
    const work = (promptTokens: number, cachedTokens: number) =>
      projected(
        projectPrefill(profileOf("nvidia-h100-sxm"), gemma, plain, { promptTokens, cachedTokens }),
      ).work;
    const perPair = 4 * 32 * 128;
    const global = (2000 * 2001) / 2;
    const local = (1024 * 1025) / 2 + (2000 - 1024) * 1024;
    expect(work(2000, 0).attentionFlops).toBe(perPair * (10 * global + 52 * local));
    const whole = work(2000, 0).attentionFlops;
    expect(work(500, 0).attentionFlops + work(1500, 500).attentionFlops).toBe(whole);
    expect(work(1500, 500).cacheBytesRead).toBe(2 * cacheValues(gemma, 500));
  });
});
