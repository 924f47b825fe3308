import { describe, expect, it } from "vitest";
import type { AdapterKind } from "../../../src/domain/capabilities.ts";
import type { SuiteName } from "../../../src/domain/options.ts";
import { forwardModelById } from "../../../src/reference/forwardModels.ts";
import type { Scene } from "../../../src/runner/scene.ts";
import { sizesOf } from "../../../src/runner/stepRoom.ts";
import { suites } from "../../../src/workloads/suites.ts";

const sizes = (suite: SuiteName, id: string, adapterKind: AdapterKind = "hardware") => {
  const session = { measuring: { adapterKind } };
  return sizesOf({ suite: suites[suite], session } as Scene, forwardModelById(id)!);
};

describe("whole steps are measured", () => {
  it("at every context, number of users and prompt length in full", () => {
    expect(sizes("full", "llama-3.1-8b")).toMatchObject({
      contexts: [512, 4096, 32_768, 131_072],
      batches: [1, 4, 16, 64],
      prompts: [128, 512, 2048, 8192],
    });
    expect(sizes("full", "llama-3.1-8b").waits).toHaveLength(3);
  });

  it("at the sizes of the sentence in quick", () => {
    expect(sizes("quick", "llama-3.1-8b")).toMatchObject({
      contexts: [512],
      batches: [1],
      prompts: [512],
      waits: [],
    });
  });

  it.each([
    ["of the model made for processors", "tiny", "hardware"],
    ["on a processor", "qwen3-0.6b", "software"],
  ] as const)("at the smallest sizes %s", (_, id, adapterKind) => {
    expect(sizes("full", id, adapterKind)).toMatchObject({
      contexts: [512],
      batches: [1],
      prompts: [16],
      waits: [],
    });
  });

  it.each(["hardware", "software"] as const)(
    "at the same sizes where experts are chosen: %s",
    (adapterKind) => {
      const { prompts, ...others } = sizes("full", "gpt-oss-20b", adapterKind);
      expect(prompts).not.toEqual([]);
      expect({ prompts, ...others }).toEqual(sizes("full", "qwen3-8b", adapterKind));
    },
  );
});
