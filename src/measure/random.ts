import { hash } from "../kernels/inputs.ts";

/** Whole numbers below a bound, from a counter: the same seed gives the same run. */
export class Random {
  #counter: number;

  constructor(seed: number) {
    this.#counter = hash(seed);
  }

  below(bound: number): number {
    this.#counter = (this.#counter + 1) >>> 0;
    return Math.floor((hash(this.#counter) / 2 ** 32) * bound);
  }
}
