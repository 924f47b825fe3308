/** Tells `listen` now, and at every change, whether the tab is in front. */
export const followVisibility = (listen: (visible: boolean) => void): void => {
  const tell = (): void => listen(document.visibilityState === "visible");
  document.addEventListener("visibilitychange", tell);
  tell();
};
