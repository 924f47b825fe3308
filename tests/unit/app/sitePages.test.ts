import { describe, expect, it } from "vitest";
import { comparedPairs, ownPagePath } from "../../../src/app/pages/comparedMachines.ts";
import { deeperPage, escaped, pageHtml } from "../../../src/app/pages/pageHtml.ts";
import { pairPages } from "../../../src/app/pages/pairPages.ts";
import { sharedChunk } from "../../../src/app/pages/sharedChunk.ts";
import { comparePage } from "../../../src/app/pages/sitePage.ts";
import { reference } from "../projection/subjects.ts";

const pages = pairPages(reference);
const [page = comparePage] = pages;

describe("pages of pairs", () => {
  it("have a title, a description and a path of their own", () => {
    expect(pages).toHaveLength(comparedPairs.length);
    for (const field of ["path", "title", "description"] as const)
      expect(new Set(pages.map((one) => one[field])).size).toBe(pages.length);
    for (const { path } of pages) expect(path).toMatch(/^compare\/[a-z0-9-]+-vs-[a-z0-9-]+\/$/);
  });

  it("say what the data says before their script runs", () => {
    const found = pages.find(({ path }) => path.includes("h100-sxm-vs-apple-m4-max"));
    expect(found?.description).toContain("NVIDIA H100 SXM writes at most 223 tokens/s");
    expect(found?.description).toContain("(memory 3.35 TB/s)");
  });

  it("exist in one order only", () => {
    expect(ownPagePath("nvidia-h100-sxm", "apple-m4-max")).toBe("nvidia-h100-sxm-vs-apple-m4-max/");
    expect(ownPagePath("apple-m4-max", "nvidia-h100-sxm")).toBeUndefined();
    expect(ownPagePath("nvidia-h100-sxm", "apple-m1")).toBeUndefined();
  });
});

describe("a page one folder deeper", () => {
  const built = pageHtml(comparePage)
    .replace('href="/icon.svg"', 'href="../icon.svg"')
    .replace(comparePage.script, "../assets/compare-1.js")
    .replace("</head>", '<link rel="canonical" href="https://wall.example/compare/" /></head>');
  const deeper = deeperPage(built, comparePage, page);

  it("finds its files, and says its own name and address", () => {
    expect(deeper).toContain('href="../../icon.svg"');
    expect(deeper).toContain('src="../../assets/compare-1.js"');
    expect(deeper).not.toMatch(/"\.\.\/[^.]/);
    expect(deeper).toContain(`<title>${escaped(page.title)}</title>`);
    expect(deeper).toContain(`href="https://wall.example/${page.path}"`);
    expect(deeper).not.toContain(comparePage.title);
  });

  it("keeps text text", () => {
    const evil = { ...page, title: `<script>"&`, description: `$& "x"`, heading: "<b>" };
    const made = deeperPage(built, comparePage, evil);
    expect(made).toContain("<title>&lt;script&gt;&quot;&amp;</title>");
    expect(made).toContain('content="$&amp; &quot;x&quot;"');
    expect(made).toContain("<h1>&lt;b&gt;</h1>");
  });
});

describe("what pages share", () => {
  const imports: Readonly<Record<string, readonly string[]>> = {
    "/src/app/main.ts": ["/a.ts", "/own.ts"],
    "/src/app/dataPage.ts": ["/a.ts", "/data.ts"],
    "/src/app/comparePage.ts": ["/c.ts"],
    "/a.ts": ["/b.ts"],
  };
  const name = sharedChunk("/");
  const graph = { getModuleInfo: (id: string) => ({ importedIds: imports[id] ?? [] }) };

  it.each([
    ["/a.ts", "shared"],
    ["/b.ts", "shared"],
    ["/own.ts", undefined],
    ["/data.ts", undefined],
    ["/c.ts", undefined],
    ["/src/app/main.ts", undefined],
  ])("of %s: %s", (id, chunk) => {
    expect(name(id, graph)).toBe(chunk);
  });
});
