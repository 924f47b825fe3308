import { crc32, deflateSync } from "node:zlib";
import type { Page } from "@playwright/test";

interface Indexed {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of each colour, one after the other. */
  readonly colours: readonly number[];
  /** One byte a pixel. */
  readonly pixels: Uint8Array;
}

/** Pixels of a PNG in its 256 most frequent colours; each rarer one becomes the nearest of them. */
const indexed = async (page: Page, png: Buffer): Promise<Indexed> => {
  const found = await page.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const { naturalWidth: width, naturalHeight: height } = image;
      const context = new OffscreenCanvas(width, height).getContext("2d");
      if (!context) throw new Error("the browser gives no canvas");
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      const colourAt = (at: number): number =>
        ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
      const counts = new Map<number, number>();
      for (let at = 0; at < data.length; at += 4)
        counts.set(colourAt(at), (counts.get(colourAt(at)) ?? 0) + 1);

      const byFrequency = [...counts].toSorted((a, b) => b[1] - a[1]).map(([colour]) => colour);
      const colours = byFrequency.slice(0, 256);
      const distance = (a: number, b: number): number =>
        [16, 8, 0].reduce(
          (sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2,
          0,
        );
      const nearest = (colour: number): number =>
        colours.reduce((best, other) =>
          distance(other, colour) < distance(best, colour) ? other : best,
        );
      const indices = new Map(colours.map((colour, index) => [colour, index]));
      for (const rare of byFrequency.slice(256)) indices.set(rare, indices.get(nearest(rare)) ?? 0);

      let pixels = "";
      for (let at = 0; at < data.length; at += 4)
        pixels += String.fromCharCode(indices.get(colourAt(at)) ?? 0);
      return { width, height, colours, pixels };
    },
    `data:image/png;base64,${png.toString("base64")}`,
  );
  return {
    ...found,
    colours: found.colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]),
    pixels: Buffer.from(found.pixels, "latin1"),
  };
};

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};

const chunk = (name: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
};

/** A picture of flat colours at a third of its bytes: what is kept in a repository stays in it. */
export const indexedPng = async (page: Page, png: Buffer): Promise<Buffer> => {
  const { width, height, colours, pixels } = await indexed(page, png);
  const rows = Array.from({ length: height }, (_, row) => [
    Buffer.of(0), // no filter: it helps photographs, not indices
    pixels.subarray(row * width, (row + 1) * width),
  ]).flat();
  const bitsPerPixel = 8;
  const ofPalette = 3;
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk(
      "IHDR",
      Buffer.concat([uint32(width), uint32(height), Buffer.of(bitsPerPixel, ofPalette, 0, 0, 0)]),
    ),
    chunk("PLTE", Buffer.from(colours)),
    chunk("IDAT", deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};
