/** What this needs of the bundler's graph. */
interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

const mainEntry = "src/app/main.ts";
const otherEntries: readonly string[] = ["src/app/dataPage.ts", "src/app/comparePage.ts"];

/** Everything that an entry loads at once. */
const loadedBy = (entries: readonly string[], graph: ModuleGraph): ReadonlySet<string> => {
  const seen = new Set<string>();
  const visit = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    graph.getModuleInfo(id)?.importedIds.forEach(visit);
  };
  entries.forEach(visit);
  return seen;
};

/**
 * Modules that the main page loads at once and another page too go into one file: left alone, the
 * bundler makes one of each set of pages that share something, and the main page asks for twenty.
 */
export const sharedChunk = (
  root: string,
): ((id: string, graph: ModuleGraph) => string | undefined) => {
  let shared: ReadonlySet<string> | undefined;
  return (id, graph) => {
    if (!shared) {
      const others = loadedBy(
        otherEntries.map((path) => root + path),
        graph,
      );
      shared = new Set([...loadedBy([root + mainEntry], graph)].filter((one) => others.has(one)));
    }
    return shared.has(id) ? "shared" : undefined;
  };
};
