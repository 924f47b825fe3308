/** How the command ends; continuous integration depends on it. */
export const exitCodes = {
  measured: 0,
  kernelFailed: 1,
  regression: 1,
  badInput: 2,
  cannotMeasure: 3,
  interrupted: 130,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
