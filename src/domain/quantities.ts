import type { Bytes, Seconds } from "./units.ts";
import { problem, type Problem } from "./problem.ts";

const bytesPerUnit: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

const leastBytes = 64e6; // what smoke's weights take
const mostBytes = 16e12;

/** `8GB` in bytes: decimal units, or binary ones where written so. */
export const parseBytes = (option: string, text: string): Bytes | Problem => {
  const [, digits = "", unit = ""] = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text) ?? [];
  const factor = bytesPerUnit[unit.toLowerCase()];
  const right = "give a size with its unit, as 8GB or 512MB";
  if (factor === undefined) return problem(`${option}: "${text}" is not a size; ${right}`);
  const bytes = Number(digits) * factor;
  if (bytes < leastBytes || bytes > mostBytes) {
    return problem(`${option}: ${text} is out of range; give 64MB to 16TB`);
  }
  return Math.floor(bytes);
};

const secondsPerUnit: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };
const mostSeconds = 86_400;

/** `10m`, `90s`, `1h30m` in seconds. */
export const parseSeconds = (option: string, text: string): Seconds | Problem => {
  const right = "give a time with its unit, as 10m, 90s or 1h30m";
  if (!/^(\d+(\.\d+)?[smh])+$/.test(text)) {
    return problem(`${option}: "${text}" is not a time; ${right}`);
  }
  const seconds = [...text.matchAll(/(\d+(?:\.\d+)?)([smh])/g)].reduce(
    (sum, [, digits, unit = "s"]) => sum + Number(digits) * (secondsPerUnit[unit] ?? 0),
    0,
  );
  if (seconds < 1 || seconds > mostSeconds) {
    return problem(`${option}: ${text} is out of range; give 1s to 24h`);
  }
  return seconds;
};
