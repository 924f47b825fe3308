/**
 * A shader of whole files, put one behind the other: who works together, what they do, and how weights
 * are stored. Declarations need no order in WGSL; `enable` comes first.
 */
export const composeShader = (parts: readonly string[], enables: readonly string[] = []): string =>
  [...enables.map((name) => `enable ${name};`), ...parts].join("\n");
