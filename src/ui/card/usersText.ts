import type { UserStop } from "../../analysis/userStops.ts";
import { formatCount, formatSignificant, formatTokensPerSecond } from "../../report/format.ts";

/** "8 users at once". */
export const usersText = (users: number): string =>
  users === 1 ? "1 user" : `${formatCount(users)} users at once`;

/** "57.2 tokens/s each, 458 tokens/s in all". */
export const companyText = ({ users, perUser, inAll }: UserStop): string =>
  users === 1
    ? formatTokensPerSecond(inAll)
    : `${formatSignificant(perUser)} tokens/s each, ${formatTokensPerSecond(inAll)} in all`;
