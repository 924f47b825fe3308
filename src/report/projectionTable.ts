import { youFor, type ProjectionDocument } from "../projection/projectionDocument.ts";
import { cleanText, sentenceLength } from "./cleanText.ts";
import { formatCount } from "./format.ts";
import { projectionDetails } from "./projectionDetails.ts";
import { projectionSummary } from "./projectionSummary.ts";
import { storageText } from "./projectionWords.ts";
import { shortfallText } from "./shortfallText.ts";
import { wrapText } from "./wrapText.ts";
import { youText } from "./youText.ts";

const plain = (text: string): string => cleanText(text, sentenceLength);

/** Terms are told in full up to so many rows: more than a screen or two is not read. */
const mostDetailed = 4;

/** A projection as a terminal shows it: plain text in at most `width` columns. */
export const projectionTable = (document: ProjectionDocument, width: number): string => {
  const { model, machines, prompt, figuresAsOf, you = [] } = document;
  const rows = machines.map((machine) => ({ machine, you: youFor(document, machine) }));
  const setup = machines[0]?.setup;
  const longest = Math.max(0, ...machines.map((machine) => machine.setup.contextTokens));
  const lines = [
    ...wrapText(
      `${model.name}${setup ? `, ${storageText(setup.storage)}, cache at ${setup.cacheType}` : ""}, prompt of ${formatCount(prompt.promptTokens)} tokens`,
      width,
    ),
    ...wrapText(
      `Figures as of ${figuresAsOf}. Output tokens per second, one token at a time: drafts and fewer bits go past it.`,
      width,
    ),
    ...wrapText(
      "A bound holds by physics at these figures; an estimate rests on more, which it names. Neither is measured.",
      width,
    ),
    ...wrapText(shortfallText(), width),
    ...(longest > model.longestContextTokens
      ? wrapText(
          `${model.name} is published for at most ${formatCount(model.longestContextTokens)} tokens of context.`,
          width,
        )
      : []),
    ...[...new Set(you.map((one) => plain(youText(one.you))))].flatMap((text) =>
      wrapText(text, width, 2),
    ),
    "",
    ...projectionSummary(rows, width),
    ...(machines.length <= mostDetailed
      ? machines.flatMap((machine) => projectionDetails(machine, width))
      : [
          "",
          ...wrapText(
            `Of ${mostDetailed} rows or fewer every term is told; --format json has them for all.`,
            width,
          ),
        ]),
  ];
  return `${lines.join("\n")}\n`;
};
