import { html, type TemplateResult } from "lit";
import type { Result } from "../../domain/result.ts";
import type { Reference } from "../../reference/reference.ts";
import "../elements/wallLater.ts";
import { explained } from "../explained.ts";
import { sectionWords as words } from "../words.ts";
import type { Scene } from "./scene.ts";

const loadLadder = async (): Promise<Reference> => {
  const [{ loadReference }] = await Promise.all([
    import("../../reference/loadReference.ts"),
    import("../elements/wallLadder.ts"),
  ]);
  return loadReference();
};

/** The visitor among every machine of the data; only machines where there is no result. */
export const hereSection = (
  { result, isRecorded }: Scene,
  recording: Result | undefined,
): TemplateResult =>
  html`<section aria-labelledby="here">
    <h2 id="here">${words.here}</h2>
    <p>${explained(words.hereText, "token")}</p>
    <wall-later
      .load=${loadLadder}
      .draw=${(reference: Reference) =>
        html`<wall-ladder
          .reference=${reference}
          .result=${isRecorded ? recording : result}
          .recorded=${isRecorded}
        ></wall-ladder>`}
    ></wall-later>
    <p class="screen-only">
      <a href="data/">${words.toData}</a> · <a href="compare/">${words.toCompare}</a>
    </p>
  </section>`;
