import { expect, test } from "@playwright/test";
import { resultJunit } from "../../src/report/junit.ts";
import { xmlText } from "../../src/report/xmlText.ts";
import { fixtures } from "../fixtures/results.ts";

/** What the browser's parser, which stops at the first mistake, makes of texts put into XML. */
const parsed = (documents: readonly string[]) =>
  documents.map((text) => {
    const parser = new DOMParser();
    const { documentElement } = parser.parseFromString(text, "application/xml");
    return (documentElement.querySelector("parsererror") ??
      documentElement.tagName === "parsererror")
      ? { error: documentElement.textContent }
      : { attribute: documentElement.getAttribute("a"), text: documentElement.textContent };
  });

/** Every kind of character, in blocks that begin at a multiple of this many. */
const step = 0x35;
const blocks = Array.from({ length: Math.ceil(0x110000 / step / 40) }, (_, block) =>
  Array.from({ length: 40 }, (__, index) => (block * 40 + index) * step)
    .filter((code) => code < 0x110000)
    .map((code) => String.fromCodePoint(code))
    .join(""),
);
const low = Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code)).join("");
const surrogates = "a\ud800b\udfff\ud83d\ude00\ude00\ud83d";
const texts = [low, surrogates, "]]>", "<![CDATA[x]]>", "&amp;&#0;", "\ufffe\uffff", ...blocks];

/** What XML 1.0 has no place for. */
const allowed = (text: string): string =>
  text.replace(
    // eslint-disable-next-line no-control-regex -- control characters are what it is about
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu,
    "",
  );

test("any text survives XML, less what XML has no place for", async ({ page }) => {
  const documents = texts.map((text) => `<t a="${xmlText(text)}">${xmlText(text)}</t>`);
  const read = await page.evaluate(parsed, documents);
  expect(read).toEqual(texts.map((text) => ({ attribute: allowed(text), text: allowed(text) })));
  const [broken] = await page.evaluate(parsed, [`<t a="&">&</t>`]);
  expect(broken).toHaveProperty("error");
});

test("the browser reads every report as XML, with as many cases as it says", async ({ page }) => {
  const reports = Object.values(fixtures).map((result) => resultJunit({ result }));
  const counts = await page.evaluate(
    (documents) =>
      documents.map((text) => {
        const { documentElement } = new DOMParser().parseFromString(text, "application/xml");
        const suites = [...documentElement.querySelectorAll("testsuite")];
        const sum = (name: string) =>
          suites.reduce((total, suite) => total + Number(suite.getAttribute(name)), 0);
        const all = (selector: string) => documentElement.querySelectorAll(selector).length;
        return {
          root: documentElement.tagName,
          said: [sum("tests"), sum("failures"), sum("errors")],
          found: [all("testcase"), all("failure"), all("error")],
        };
      }),
    reports,
  );
  for (const { root, said, found } of counts) {
    expect(root).toBe("testsuites");
    expect(found).toEqual(said);
    expect(found[0]).toBeGreaterThan(1);
  }
});
