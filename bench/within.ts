import type { Seconds } from "../src/domain/units.ts";

/** What comes of the promise, or `otherwise` when that takes too long. */
export const within = async <T, U>(
  promise: Promise<T>,
  limitSeconds: Seconds,
  otherwise: U,
): Promise<T | U> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<U>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), limitSeconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};
