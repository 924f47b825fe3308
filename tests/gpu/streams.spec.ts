import type { Stream } from "./harness/streams.ts";
import { expect, test } from "./harness/server.ts";

const streams = [
  ["read", "read"],
  ["copy", "copied"],
  ["write", "written"],
] as const;

for (const [stream, done] of streams) {
  test(`a small set that is ${done} over and over is right, and has a rate`, async ({
    harness,
  }) => {
    const trial = (repeats: number) =>
      harness.evaluate(([name, times]) => window.harness.repeatStream(name, 2 ** 18, times), [
        stream,
        repeats,
      ] as [Stream, number]);
    const [once, often] = [await trial(1), await trial(5)];
    expect(often.workgroups).toBe(5 * once.workgroups);
    for (const { verification, bytesPerSecond, leaked } of [once, often]) {
      expect(verification.status).toBe("passed");
      expect(bytesPerSecond).toBeGreaterThan(0);
      expect(leaked).toEqual([]);
    }
  });
}
