export const sourceHash: (root: string) => string;
