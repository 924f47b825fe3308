import type { RaceEntrant } from "../projection/raceEntrants.ts";
import { machineName } from "./charts/machineName.ts";
import { raceWords as words } from "./raceWords.ts";

/** A machine's short name, a recording marked as one; typed rates are nobody's. */
export const laneName = (entrant: RaceEntrant, isRecorded: boolean): string => {
  switch (entrant.standing) {
    case "typed":
      return words.typedName;
    case "measured":
      return isRecorded ? `${words.recorded}: ${entrant.name}` : entrant.name;
    case "published":
    case "bound":
    case "estimate":
      return machineName(entrant);
  }
};
