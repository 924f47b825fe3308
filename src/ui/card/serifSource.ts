// oxlint-disable-next-line import/no-absolute-path -- a public file's only address; Vite makes it relative
import address from "/fonts/source-serif-4-latin-600.woff2?url";

let source: Promise<string | undefined> | undefined;

const read = async (): Promise<string | undefined> => {
  try {
    const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    return `data:font/woff2;base64,${btoa(text)}`;
  } catch {
    return undefined; // offline before the font was kept: the image falls back to a local serif
  }
};

/** The headline's serif as a data address, for images, which may load nothing. Fetched once. */
export const serifSource = (): Promise<string | undefined> => (source ??= read());
