import type { Result } from "../domain/result.ts";
import { readOwnResult } from "../report/readResult.ts";

/**
 * The run of another machine that the site brings along, at an address relative to the page; undefined where
 * it brings none, or none that can be fetched and read: then nothing stands in its place.
 */
export const fetchRecording = async (address: string): Promise<Result | undefined> => {
  if (address === "") return undefined;
  try {
    const answer = await fetch(address);
    const read = answer.ok ? readOwnResult(await answer.text()) : undefined;
    return read?.status === "ok" ? read.result : undefined;
  } catch {
    return undefined;
  }
};
