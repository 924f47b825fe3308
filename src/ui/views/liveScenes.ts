import type { RunEvent } from "../../domain/events.ts";
import { foldEvent, nothingYet, type LiveRun } from "../liveRun.ts";
import { liveScene, type SceneInput, type Scene } from "./scene.ts";

const drawnFields = [
  "environment",
  "ceilings",
  "kernels",
  "decode",
  "prefill",
  "batchSweep",
  "cacheCurve",
  "warnings",
] as const satisfies readonly (keyof LiveRun)[];

/**
 * Scenes of a run that goes on. Each event is folded once, and as long as nothing new is measured the
 * scene stays the same object, so that progress alone draws neither card nor chart again: drawing
 * takes time from what is measured.
 */
export class LiveScenes {
  #events: readonly RunEvent[] = [];
  #live: LiveRun = nothingYet;
  #origin: Pick<SceneInput, "address" | "named"> | undefined;
  #scene: Scene | undefined;

  of(events: readonly RunEvent[], origin: Pick<SceneInput, "address" | "named">): Scene {
    const live = this.#fold(events);
    const isSame =
      this.#origin !== undefined &&
      this.#origin.address === origin.address &&
      this.#origin.named === origin.named &&
      drawnFields.every((field) => live[field] === this.#live[field]);
    if (!isSame || !this.#scene) this.#scene = liveScene(live, true, origin);
    this.#events = events;
    this.#live = live;
    this.#origin = origin;
    return this.#scene;
  }

  #fold(events: readonly RunEvent[]): LiveRun {
    const known = this.#events.length;
    const goesOn = known > 0 && events[known - 1] === this.#events[known - 1];
    return goesOn
      ? events.slice(known).reduce(foldEvent, this.#live)
      : events.reduce(foldEvent, nothingYet);
  }
}
