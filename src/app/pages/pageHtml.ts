import type { SitePage } from "./sitePage.ts";

/** A text within HTML, in an attribute or between tags. */
export const escaped = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[character] ?? "",
  );

/** The parts of a page that differ between pages of one kind. */
export const titleTags = ({ title, description }: SitePage): string =>
  `<title>${escaped(title)}</title>
    <meta name="description" content="${escaped(description)}" />
    <meta property="og:title" content="${escaped(title)}" />
    <meta property="og:description" content="${escaped(description)}" />`;

/** What stands there without JavaScript. */
export const noScript = ({ heading, description }: SitePage): string =>
  `<noscript>
      <h1>${escaped(heading)}</h1>
      <p>${escaped(description)} The tables need JavaScript.</p>
    </noscript>`;

/** A page before it is built; its head is that of index.html in everything else. */
export const pageHtml = (page: SitePage): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    ${titleTags(page)}
    <meta property="og:type" content="website" />
    <meta property="og:site_name" content="Decode Wall" />
    <meta name="referrer" content="no-referrer" />
    <meta name="color-scheme" content="light dark" />
    <meta name="theme-color" content="#fbfaf7" media="(prefers-color-scheme: light)" />
    <meta name="theme-color" content="#0f1216" media="(prefers-color-scheme: dark)" />
    <link rel="icon" href="/icon.svg" type="image/svg+xml" />
    <link rel="apple-touch-icon" href="/icon-180.png" />
    <link rel="stylesheet" href="/src/ui/styles/page.css" />
    <script type="module" src="${page.script}"></script>
  </head>
  <body>
    ${noScript(page)}
  </body>
</html>
`;

/** The built page of one kind as another of that kind, one folder deeper. */
export const deeperPage = (built: string, from: SitePage, to: SitePage): string =>
  built
    .replace(titleTags(from), () => titleTags(to))
    .replace(noScript(from), () => noScript(to))
    .replaceAll(/\b(href|src)="\.\.\//g, '$1="../../')
    .replaceAll(`${from.path}"`, `${to.path}"`);
