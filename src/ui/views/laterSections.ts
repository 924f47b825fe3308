import { html, type TemplateResult } from "lit";
import type { Result } from "../../domain/result.ts";
import type { Reference } from "../../reference/reference.ts";
import "../elements/wallLater.ts";
import type { Whose } from "../whose.ts";
import { sectionWords as words } from "../words.ts";
import type { Scene } from "./scene.ts";

const loadInteractivity = async (): Promise<Reference> => {
  const [{ loadReference }] = await Promise.all([
    import("../../reference/loadReference.ts"),
    import("../elements/wallInteractivity.ts"),
  ]);
  return loadReference();
};

const loadRace = async (): Promise<Reference> => {
  const [{ loadReference }] = await Promise.all([
    import("../../reference/loadReference.ts"),
    import("../elements/wallRace.ts"),
  ]);
  return loadReference();
};

/** A result to stand among others: a run's, an opened one, or where there is none a recording. */
interface Shown {
  readonly result: Result | undefined;
  readonly whose: Whose;
}

/** While a run goes on nothing stands in its place. */
const shownOf = ({ result, measured, isClaimed }: Scene, recording: Result | undefined): Shown =>
  result || measured
    ? { result, whose: isClaimed ? "claimed" : "own" }
    : { result: recording, whose: "recorded" };

/** The same task on three machines, in real time. */
export const raceSection = (
  scene: Scene,
  recording: Result | undefined,
  isMeasuring: boolean,
): TemplateResult => {
  const { result, whose } = shownOf(scene, recording);
  return html`<section aria-labelledby="race">
    <h2 id="race">${words.race}</h2>
    <p>${words.raceText}</p>
    <wall-later
      .load=${loadRace}
      .draw=${(reference: Reference) =>
        html`<wall-race
          .reference=${reference}
          .result=${result}
          .whose=${whose}
          .measuring=${isMeasuring}
        ></wall-race>`}
    ></wall-later>
  </section>`;
};

/** Where on the curve a system stands, and against what. */
export const interactivitySection = (
  scene: Scene,
  recording: Result | undefined,
  origin: string,
): TemplateResult => {
  const { result, whose } = shownOf(scene, recording);
  const sweep =
    scene.measured?.batchSweep ?? (whose === "recorded" ? result?.batchSweep : undefined) ?? [];
  return html`<section aria-labelledby="interactivity">
    <h2 id="interactivity">${words.interactivity}</h2>
    <p>${words.interactivityText}</p>
    <wall-later
      .load=${loadInteractivity}
      .draw=${(reference: Reference) =>
        html`<wall-interactivity
          .reference=${reference}
          .sweep=${sweep}
          .whose=${whose}
          .origin=${origin}
        ></wall-interactivity>`}
    ></wall-later>
  </section>`;
};
