import { expect, it } from "vitest";
import { asCalled } from "../../../bench/asCalled.ts";

it.each([
  ["npm run bench", "npx decode-wall"],
  ["npm run bench -- doctor tells more", "npx decode-wall doctor tells more"],
  ["npm run --silent bench -- --suite smoke", "npx decode-wall --suite smoke"],
  ["as npm run build does", "as npm run build does"],
  ["run npm ci && npm run bench in PowerShell", "run npm ci && npm run bench in PowerShell"],
])("%j is %j once it is installed, and stays in a checkout", (text, installed) => {
  expect(asCalled(text, true)).toBe(installed);
  expect(asCalled(text, false)).toBe(text);
  expect(asCalled(text)).toBe(text);
});
