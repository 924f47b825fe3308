import { fetchPlotting } from "../../../src/ui/charts/plotting.ts";
import "../../../src/ui/views/wallScroll.ts";
import type { WallScroll } from "../../../src/ui/views/wallScroll.ts";
import { states, type StateName } from "./states.ts";

/** `/states.html#done` draws that state; `?theme=dark` sets the theme. Development only. */
const theme = new URLSearchParams(location.search).get("theme");
if (theme) document.documentElement.dataset["theme"] = theme;

const isState = (name: string): name is StateName => name in states;

/** Always a fresh element: a state must not depend on the one drawn before. */
const show = (): void => {
  const name = location.hash.slice(1);
  const scroll: WallScroll = document.createElement("wall-scroll");
  Object.assign(scroll, states[isState(name) ? name : "idle"]);
  document.body.replaceChildren(scroll);
  scrollTo(0, 0);
  document.body.dataset["state"] = name;
};

await fetchPlotting(); // every chart of a state is drawn at once, wherever it stands
addEventListener("hashchange", show);
show();
