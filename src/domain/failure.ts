import { failureCodes, type FailureCode } from "./codes.ts";

/** An error as it crosses threads and processes: a plain object, since Error subclasses lose fields. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

/** A Failure that can be thrown within one thread. */
export class FailureError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.name = "FailureError";
    this.failure = failure;
  }
}

const isFailure = (value: unknown): value is Failure =>
  typeof value === "object" &&
  value !== null &&
  "code" in value &&
  failureCodes.some((code) => code === value.code) &&
  "message" in value &&
  typeof value.message === "string";

/** Any thrown value as a Failure that survives structured cloning. */
export const toFailure = (thrown: unknown): Failure => {
  if (thrown instanceof FailureError) return thrown.failure;
  if (isFailure(thrown)) {
    return {
      code: thrown.code,
      message: thrown.message,
      ...(thrown.data && { data: thrown.data }),
    };
  }
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return { code: "internal", message };
};
