/** Two systems of which one reads prompts and the other writes answers. */
export interface Pairing {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly year: number;
  readonly status: "released" | "ramping" | "announced";
  /** Id of the profile that reads the prompt. */
  readonly prefill: string;
  /** Id of the profile that writes the answer. */
  readonly decode: string;
  /** Ids of `Source`s. */
  readonly sources: readonly string[];
  readonly notes: readonly string[];
}

/** Systems that their makers sell as a pair. */
export const pairings: readonly Pairing[] = [
  {
    id: "nvidia-vera-rubin-nvl72-with-lpx",
    name: "NVIDIA Vera Rubin NVL72 with Groq 3 LPX",
    vendor: "NVIDIA",
    year: 2026,
    status: "ramping",
    prefill: "nvidia-vera-rubin-nvl72",
    decode: "nvidia-groq-3-lpx",
    sources: ["nv-lpx-longctx", "nv-lpx-blog"],
    notes: [
      "Projected as a full split: the GPUs read the prompt, the LPUs write the answer. The vendor names two other modes (attention on the GPUs and feed-forward on the LPUs; LPUs as draft model), which are not projected.",
      "Power of LPX is not published: the claim of 35 times per megawatt cannot be recomputed.",
      "The baseline of that claim is GB200 NVL72 at about 400 tokens/s per user, a model of 2 trillion parameters and 400K of context; against Vera Rubin alone the vendor shows about 3 to 5 times.",
    ],
  },
];
