/** The stop that a key leads to from `active`, of so many; undefined where the key leads nowhere. */
export const nextStop = (
  key: string,
  active: number | undefined,
  count: number,
): number | undefined => {
  if (count === 0) return undefined;
  switch (key) {
    case "ArrowRight":
      return active === undefined ? 0 : Math.min(active + 1, count - 1);
    case "ArrowLeft":
      return active === undefined ? count - 1 : Math.max(active - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
};
