import { ridgePoint, type Roofline } from "../analysis/roofline.ts";
import type { Fraction, Intensity, TokensPerSecond } from "../domain/units.ts";
import type { ReferenceModel } from "../reference/referenceModel.ts";
import { decodeWork, type DecodeWork } from "./decodeWork.ts";
import type { Setup } from "./setup.ts";

/** A step that so many users share, under one chip's roof or the visitor's own. */
export interface CompanyPoint {
  readonly users: number;
  readonly work: DecodeWork;
  readonly intensity: Intensity;
  readonly perUser: TokensPerSecond;
  readonly inAll: TokensPerSecond;
  /** Share of the arithmetic that works while the step lasts. */
  readonly arithmeticUse: Fraction;
}

const flopsOf = ({ matrixFlops, expertFlops, attentionFlops }: DecodeWork): number =>
  matrixFlops + expertFlops + attentionFlops;

export const companyPoint = (
  roof: Roofline,
  model: ReferenceModel,
  setup: Setup,
  users: number,
): CompanyPoint => {
  const work = decodeWork(model, setup, users);
  const flops = flopsOf(work);
  const arithmeticSeconds = flops / roof.flopsPerSecond;
  const seconds = Math.max(work.bytes / roof.bytesPerSecond, arithmeticSeconds);
  return {
    users,
    work,
    intensity: flops / work.bytes,
    perUser: 1 / seconds,
    inAll: users / seconds,
    arithmeticUse: arithmeticSeconds / seconds,
  };
};

/** FLOP per byte that no number of users exceeds: each brings a cache that nobody else reads. */
export const intensityLimit = (model: ReferenceModel, setup: Setup): Intensity => {
  const work = decodeWork(model, setup, 1);
  return flopsOf(work) / (work.cacheBytesRead + work.cacheBytesWritten);
};

const mostUsers = 2 ** 20;

/** The fewest users that fill the arithmetic; undefined where the cache keeps it from ever filling. */
export const usersAtRidge = (
  roof: Roofline,
  model: ReferenceModel,
  setup: Setup,
): number | undefined => {
  const fills = (users: number): boolean =>
    companyPoint(roof, model, setup, users).intensity >= ridgePoint(roof);
  let most = 1;
  while (!fills(most)) {
    if (most >= mostUsers) return undefined;
    most *= 2;
  }
  let fewest = Math.ceil(most / 2);
  while (fewest < most) {
    const middle = Math.floor((fewest + most) / 2);
    if (fills(middle)) most = middle;
    else fewest = middle + 1;
  }
  return most;
};
