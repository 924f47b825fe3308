import { pairOfName } from "../projection/comparePair.ts";
import { loadReference } from "../reference/loadReference.ts";
import type { Reference } from "../reference/reference.ts";
import { shortName } from "../report/projectionWords.ts";
import { compareWords } from "../ui/compareWords.ts";
import type { PairIds } from "../ui/elements/pairChooser.ts";
import { WallCompare } from "../ui/views/wallCompare.ts";
import { ownPagePath } from "./pages/comparedMachines.ts";

const usual: PairIds = ["nvidia-h100-sxm", "apple-m4-max"];

const folder =
  location.pathname
    .replace(/index\.html$/, "")
    .split("/")
    .at(-2) ?? "";
const named = pairOfName(folder);
const asked = new URLSearchParams(location.search);
/** Absolute, since the address changes with what is chosen. */
const home = new URL(named ? "../../" : "../", location.href).href.replace(/[?#].*$/, "");

const addressOf = ([a, b]: PairIds): string => {
  const own = ownPagePath(a, b);
  return own === undefined
    ? `${home}compare/?${new URLSearchParams({ a, b }).toString()}`
    : `${home}compare/${own}`;
};

const titleOf = (reference: Reference, [a, b]: PairIds): string | undefined => {
  const name = (id: string): string | undefined => {
    const profile = reference.profiles.find((one) => one.id === id);
    return profile && shortName(profile.name);
  };
  const [first, second] = [name(a), name(b)];
  return first === undefined || second === undefined
    ? undefined
    : compareWords.title(compareWords.heading(first, second));
};

const view = new WallCompare();
view.home = home;
view.ids = named ?? [asked.get("a") ?? usual[0], asked.get("b") ?? usual[1]];
document.body.prepend(view);

const retitle = (): void => {
  const title = view.reference && titleOf(view.reference, view.ids);
  if (title !== undefined) document.title = title;
};
view.addEventListener("pair-change", (event) => {
  view.ids = (event as CustomEvent<PairIds>).detail;
  history.replaceState(undefined, "", addressOf(view.ids));
  retitle();
});
try {
  view.reference = await loadReference();
  if (named || asked.size > 0) retitle();
} catch {
  view.failed = true;
}
