import type { ReadResult } from "../report/parseResult.ts";
import { readResult } from "../report/readResult.ts";

const mostBytes = 4 * 2 ** 20;

/** A result from a file that was chosen or dropped. A file that is too large is not read at all. */
export const openFile = async (file: Blob): Promise<ReadResult> => {
  if (file.size > mostBytes) {
    return { status: "refused", reason: "The file is larger than 4 MiB, so it is not a result." };
  }
  try {
    return readResult(await file.text());
  } catch {
    return { status: "refused", reason: "The file could not be read: open it again." };
  }
};
