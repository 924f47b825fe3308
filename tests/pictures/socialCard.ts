import { render } from "lit";
import { cardImage } from "../../src/ui/card/cardImage.ts";
import { cardModel } from "../../src/ui/card/cardModel.ts";
import { serifSource } from "../../src/ui/card/serifSource.ts";
import { lightPalette, neutral } from "../../src/ui/palette.ts";
import { sceneOf } from "../../src/ui/views/scene.ts";
import { actWords } from "../../src/ui/words.ts";

/** The card before anything is measured, as link previews show it: the question, and no figure. */
const { wall } = sceneOf({
  run: { status: "idle" },
  opened: undefined,
  recording: undefined,
  heard: undefined,
  address: undefined,
  named: {},
});
if (!wall) throw new Error("the idle page has no card");
await document.fonts.load("600 40px 'Source Serif 4'"); // lines are measured in it
const context = {
  origin: [],
  note: "Decode Wall. Your own measurement fills these squares.",
  isRunning: true,
};
const model = { ...cardModel(wall, context), ratio: "?×" };
const text = { headline: actWords.question, detail: actWords.promise, claimsWall: true };
render(cardImage(model, text, neutral(lightPalette), await serifSource()), document.body);
document.body.dataset["drawn"] = "";
