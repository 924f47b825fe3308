import lighthouse, { desktopConfig, type Flags } from "lighthouse";
import { launch } from "puppeteer-core";
import { softwareFlags } from "../../bench/browser/flags.ts";
import { thisMachine } from "../../bench/browser/machine.ts";
import { provideBrowser } from "../../bench/browser/provide.ts";

export type Device = "phone" | "desktop";
export type Category = "performance" | "accessibility" | "best-practices" | "seo";

export interface Scores {
  /** From 0 to 100. */
  readonly categories: Readonly<Partial<Record<Category, number>>>;
  /** Audits that cost points, with what they found. */
  readonly faults: readonly string[];
}

const browserPath = async (): Promise<string> => {
  const say = (text: string): void => void process.stderr.write(`tests: ${text}\n`);
  const provided = await provideBrowser(undefined, { machine: thisMachine(), say });
  if (provided.status !== "found") throw new Error(provided.message);
  return provided.path;
};

/** One run of Lighthouse in a browser of its own. */
export const lighthouseScores = async (
  url: string,
  device: Device,
  only?: readonly Category[],
): Promise<Scores> => {
  const browser = await launch({
    executablePath: await browserPath(),
    args: [...softwareFlags.arguments, "--no-sandbox"],
  });
  try {
    const flags: Flags = {
      port: Number(new URL(browser.wsEndpoint()).port),
      ...(only && { onlyCategories: [...only] }),
    };
    const run = await lighthouse(url, flags, device === "desktop" ? desktopConfig : undefined);
    if (!run) throw new Error("Lighthouse gave no result");
    const { categories, audits } = run.lhr;
    const weighted = Object.values(categories).flatMap(({ auditRefs }) =>
      auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id),
    );
    return {
      categories: Object.fromEntries(
        Object.values(categories).map(({ id, score }) => [id, Math.round((score ?? 0) * 100)]),
      ),
      faults: weighted.flatMap((id) => {
        const audit = audits[id];
        const isFault = typeof audit?.score === "number" && audit.score < 0.9;
        return isFault ? [`${audit.title} ${audit.displayValue ?? ""}`.trim()] : [];
      }),
    };
  } finally {
    await browser.close();
  }
};
