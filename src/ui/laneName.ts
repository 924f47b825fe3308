import type { RaceEntrant } from "../projection/raceEntrants.ts";
import { machineName } from "./charts/machineName.ts";
import { raceWords as words } from "./raceWords.ts";
import type { Whose } from "./whose.ts";
import { cardWords } from "./words.ts";

/** A machine's short name, a result from elsewhere marked as such; typed rates are nobody's. */
export const laneName = (entrant: RaceEntrant, whose: Whose): string => {
  switch (entrant.standing) {
    case "typed":
      return words.typedName;
    case "measured":
      return whose === "own" ? entrant.name : `${cardWords[whose]}: ${entrant.name}`;
    case "published":
    case "bound":
    case "estimate":
      return machineName(entrant);
  }
};
