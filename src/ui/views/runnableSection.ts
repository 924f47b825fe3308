import { html, nothing, type TemplateResult } from "lit";
import type { Result } from "../../domain/result.ts";
import { contextSeries } from "../../analysis/contextSeries.ts";
import "../elements/wallLater.ts";
import { runnableSectionWords as words } from "../runnableSectionWords.ts";
import type { NamedDevice, Scene } from "./scene.ts";

const loadRunnable = async (): Promise<void> => {
  await import("../elements/wallRunnable.ts");
};

const loadStep = async (): Promise<void> => {
  await import("../elements/wallStep.ts");
};

/** Whose the speeds are, or why there are none. */
const noteOf = ({ wall, measured, isRecorded }: Scene, recording: Result | undefined): string => {
  if (!wall) return words.onlyGpus;
  if (measured) return "";
  return isRecorded && recording ? words.recorded(recording.environment.label) : words.noRun;
};

/** Which models fit and how fast they would be, on the GPU that the page speaks of. */
export const runnableSection = (
  scene: Scene,
  recording: Result | undefined,
  named: NamedDevice,
): TemplateResult => {
  const { measured, result, wall } = scene;
  const shown = wall && (measured ?? (scene.isRecorded ? recording : undefined));
  const latency = measured ? result?.latency : recording?.latency;
  const stated = named.memoryBytes ?? result?.suite.options.memoryBytes;
  return html`<section aria-labelledby="runnable">
    <h2 id="runnable">${words.title}</h2>
    <p>${words.text}</p>
    <wall-later
      .load=${loadRunnable}
      .draw=${() =>
        html`<wall-runnable
          .input=${shown && { ...shown, ...(latency && { latency }) }}
          .statedMemoryBytes=${stated}
          .note=${noteOf(scene, recording)}
        ></wall-runnable>`}
    ></wall-later>
  </section>`;
};

/** Where the time of whole steps goes; nothing where none was measured. */
export const stepPart = (
  { measured, result }: Scene,
  origin: string,
): TemplateResult | typeof nothing => {
  const breakdown = measured ? (result?.breakdown ?? []) : [];
  const decode = measured?.decode ?? [];
  if (breakdown.length === 0 && contextSeries(decode).length === 0) return nothing;
  return html`<wall-later
    .load=${loadStep}
    .draw=${() =>
      html`<wall-step
        .breakdown=${breakdown}
        .decode=${decode}
        .ceilings=${measured?.ceilings ?? { compute: {} }}
        .origin=${origin}
      ></wall-step>`}
  ></wall-later>`;
};
