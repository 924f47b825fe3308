import { wrapText } from "../../src/report/wrapText.ts";
import type { ArgumentEntry } from "./readArguments.ts";

const nameColumn = 28;
const columns = 96;

/** Options with what they do, in one column each. */
export const optionHelp = (table: Readonly<Record<string, ArgumentEntry>>): string =>
  Object.entries(table)
    .filter(([, { hidden }]) => !hidden)
    .flatMap(([name, { value, text, short, repeatable }]) => {
      const spelled = `  ${short ? `-${short}, ` : ""}--${name}${value ? ` ${value}` : ""}`;
      const told = `${text}${repeatable ? " (repeatable)" : ""}`;
      return spelled.length < nameColumn
        ? wrapText(`${spelled.padEnd(nameColumn)}${told}`, columns, nameColumn)
        : [spelled, ...wrapText(`${" ".repeat(nameColumn)}${told}`, columns, nameColumn)];
    })
    .join("\n");
