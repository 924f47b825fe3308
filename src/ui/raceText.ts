import type { RaceMode } from "../projection/race.ts";

/** On average, of English prose; code has fewer. */
const charactersPerToken = 4;

/**
 * What lanes write: made up for this page, a page of it at a time, each short enough for six lines of a
 * phone. It begins again where it ends, since only its speed is of interest.
 */
const pages: Readonly<Record<RaceMode["id"], readonly string[]>> = {
  chat: [
    "You asked why the answer comes word by word while your long question was taken in at once. The question was there as a whole, so every weight that came out of memory served all of its words together.",
    "An answer has no such luck. Its next word depends on the one before, so for each of them the machine goes through all of its weights again, uses each of them once, and lets it go.",
    "Think of a library that lends one book at a time. A class that reads the same book needs one loan. A writer who wants one fact from every book, again and again, spends the day at the desk.",
    "So two things help. Let many people write at the same time and share the trip through memory, or make the trip shorter: fewer bits for each weight, or faster memory, which is costly and small.",
    "Neither changes what is asked of the machine for one word: two small sums for each weight it fetched. Arithmetic is cheap and mostly waits; the trip is what you pay for, in time and in power.",
    "That is why the same machine can read a book in a blink and still write no faster than you would like. It is not slow at thinking. It is waiting at the counter for the next weight to come out.",
  ],
  code: [
    "function product(weights, x) {\n  const y = [];\n  for (const row of weights) {\n    let sum = 0;\n    for (let k = 0; k < x.length; k++)\n      sum += row[k] * x[k];",
    "    y.push(sum);\n  }\n  return y;\n}\n\n// Each weight is fetched,",
    "// used once, and dropped.\nfunction step(layers, x) {\n  for (const { up, down } of layers) {\n    const wide = product(up, x);\n    const kept = wide.map(relu);",
    "    x = add(x, product(down, kept));\n  }\n  return x;\n}\n\nwhile (!isDone(text)) {",
    "  const scores = step(layers, x);\n  const token = best(scores);\n  text.push(token);\n  x = embed(token);\n}\n",
  ],
  agent: [
    "The test of the clock fails on slow machines only, so I look at how it waits before I change anything. I open the file that starts the timer, and the one that reads it.",
    "The wait is counted from when it was asked for, not from when it began. That explains why a busy machine sees too little time. I change one line and run the test again.",
    "Two hundred runs pass. One more case is left: a clock that goes backwards. I add a test that fails without the guard, then the guard, and write down why it is there.",
  ],
};

const textOf = (page: string): string => `${page} `;

/** The page being written after so many tokens, as far as it is written. */
export const raceText = (mode: RaceMode["id"], tokensWritten: number): string => {
  const all = pages[mode].map(textOf);
  const total = all.reduce((sum, page) => sum + page.length, 0);
  let left = (tokensWritten * charactersPerToken) % total;
  // At the end of a page it stays, until the next has a letter.
  if (left === 0 && tokensWritten > 0) left = total;
  for (const page of all) {
    if (left <= page.length) return page.slice(0, left);
    left -= page.length;
  }
  return "";
};
