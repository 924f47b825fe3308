const everyMilliseconds = 500;

/**
 * Ends this process as SIGTERM would once the shell is gone that npm started it in: npm passes
 * signals on to that shell alone, which dies without telling. Started otherwise, a process may
 * outlive its parent on purpose.
 */
export const endWithNpm = () => {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, everyMilliseconds);
  watch.unref();
};
