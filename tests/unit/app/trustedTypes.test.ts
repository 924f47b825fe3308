import { describe, expect, it } from "vitest";
import { sameOriginScriptUrl } from "../../../src/app/trustedTypes.ts";

const base = "https://wall.example/sub/index.html";

describe("the policy for script addresses", () => {
  it("makes an address of this origin absolute", () => {
    const url = sameOriginScriptUrl("./assets/worker.js", base);
    expect(url).toBe("https://wall.example/sub/assets/worker.js");
  });

  it.each([
    "https://evil.example/worker.js",
    "//evil.example/worker.js",
    "http://wall.example/worker.js",
    "https://wall.example:444/worker.js",
    "https://wall.example@evil.example/worker.js",
    "data:text/javascript,1",
    "blob:https://wall.example/1b9d6bcd",
    "about:blank",
  ])("throws for %s", (url) => {
    expect(() => sameOriginScriptUrl(url, base)).toThrow(TypeError);
  });

  it("throws where the page itself has no origin", () => {
    expect(() => sameOriginScriptUrl("./worker.js", "file:///tmp/index.html")).toThrow(TypeError);
  });
});
