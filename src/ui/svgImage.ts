import { render, type SVGTemplateResult } from "lit";

/** A drawing as SVG source that stands alone. */
export const svgSource = (drawing: SVGTemplateResult): string => {
  const host = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  render(drawing, host);
  const root = host.querySelector("svg");
  if (!root) throw new Error("the drawing holds no svg element");
  const comments = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (comments.nextNode()) found.push(comments.currentNode); // lit's markers
  for (const comment of found) comment.parentNode?.removeChild(comment);
  return new XMLSerializer().serializeToString(root);
};

export const svgBlob = (drawing: SVGTemplateResult): Blob =>
  new Blob([svgSource(drawing)], { type: "image/svg+xml" });

const load = (address: string): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const image = new Image();
    image.addEventListener("load", () => resolve(image));
    image.addEventListener("error", () => reject(new Error("the browser cannot draw the image")));
    image.src = address;
  });

/** A drawing as PNG at `scale` pixels per unit. */
export const pngBlob = async (drawing: SVGTemplateResult, scale: number): Promise<Blob> => {
  const address = URL.createObjectURL(svgBlob(drawing));
  try {
    const image = await load(address);
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * scale;
    canvas.height = image.naturalHeight * scale;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("the browser gives no canvas");
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error("no image came"))),
        "image/png",
      );
    });
  } finally {
    URL.revokeObjectURL(address);
  }
};

/** A title as a file name: lower case, words joined by hyphens. */
export const fileNameOf = (title: string, extension: string): string =>
  `${title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")}.${extension}`;
