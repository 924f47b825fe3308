import { figuresAsOf } from "../reference/accelerators.ts";
import { loadReference } from "../reference/loadReference.ts";
import { WallData } from "../ui/views/wallData.ts";

const view = new WallData();
view.asOf = figuresAsOf;
view.repository = __REPOSITORY__;
document.body.prepend(view);
try {
  view.reference = await loadReference();
} catch {
  view.failed = true;
}
