// Decode Wall in a Playwright suite of one's own: the browser is the one that the suite configures.
import { expect, test } from "decode-wall/playwright";

test("this browser's GPU writes with proved kernels", async ({ decodeWall }) => {
  const capabilities = await decodeWall.capabilities();
  expect(capabilities.status).toBe("ready");

  const row = await decodeWall.measureDecode({ suite: "smoke", model: "tiny" });
  expect(row.verification.status).toBe("passed");
  expect(row.tokensPerSecond).toBeGreaterThan(0);
});
