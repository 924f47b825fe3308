import type { UserStop } from "../../analysis/userStops.ts";
import { lensWords as words } from "../words.ts";
import type { CardImageText } from "./cardImage.ts";
import type { CardModel } from "./cardModel.ts";
import { companyText, usersText } from "./usersText.ts";

/**
 * Headline and paragraph of the image. Those of the page are about one user and this run's own peak:
 * where the picture shows something else, so do they.
 */
export const imageText = (
  text: CardImageText,
  stop: UserStop | undefined,
  model: CardModel | undefined,
  origin: readonly string[],
): CardImageText => {
  if (stop && stop.users > 1)
    return {
      headline: `${usersText(stop.users)}: ${companyText(stop)}.`,
      detail: `${words.weightsOnly} ${origin.slice(0, 2).join(", ")}, 16-bit.`,
      claimsWall: false,
    };
  return model?.isWholeChip ? { ...text, detail: words.wholeDetail } : text;
};
