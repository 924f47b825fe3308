/** What XML 1.0 has no place for, not even escaped: C0 but TAB, LF and CR, lone surrogates, U+FFFE, U+FFFF. */
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;", // as in ]]>
  '"': "&quot;",
  "\t": "&#9;", // an attribute would make a space of it
  "\n": "&#10;",
  "\r": "&#13;",
};

/** Any text as the content of an element or of an attribute in double quotes. */
export const xmlText = (text: string): string =>
  text.replace(forbidden, "").replace(/[&<>"\t\n\r]/g, (character) => entities[character] ?? "");
