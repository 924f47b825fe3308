import { html, type TemplateResult } from "lit";
import type { Reference } from "../../reference/reference.ts";
import "../elements/wallLater.ts";
import { sectionWords as words } from "../words.ts";
import type { Scene } from "./scene.ts";

const loadInteractivity = async (): Promise<Reference> => {
  const [{ loadReference }] = await Promise.all([
    import("../../reference/loadReference.ts"),
    import("../elements/wallInteractivity.ts"),
  ]);
  return loadReference();
};

/** Where on the curve a system stands, and against what. */
export const interactivitySection = ({ measured }: Scene, origin: string): TemplateResult =>
  html`<section aria-labelledby="interactivity">
    <h2 id="interactivity">${words.interactivity}</h2>
    <p>${words.interactivityText}</p>
    <wall-later
      .load=${loadInteractivity}
      .draw=${(reference: Reference) =>
        html`<wall-interactivity
          .reference=${reference}
          .sweep=${measured?.batchSweep ?? []}
          .origin=${origin}
        ></wall-interactivity>`}
    ></wall-later>
  </section>`;
