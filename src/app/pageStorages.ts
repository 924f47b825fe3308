/**
 * Where the journal is kept. A tab's own storage outlives a killed tab. In Firefox a shader can end the
 * whole browser, and with it the tab's storage (https://github.com/gfx-rs/wgpu/issues/9810), so there
 * the origin's storage is used as well; not elsewhere, since a second tab would read the first one's
 * running entry as a dangling one. Delete the second when Firefox isolates its GPU work on Linux.
 */
export const pageStorages = (): readonly Storage[] => {
  const kept = [() => sessionStorage];
  if (navigator.userAgent.includes("Firefox/")) kept.push(() => localStorage);
  return kept.flatMap((storage) => {
    try {
      return [storage()];
    } catch {
      return []; // forbidden by the visitor
    }
  });
};
