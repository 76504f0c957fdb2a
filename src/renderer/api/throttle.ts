/**
 * Runs at once, then at most once in `ms`; what is asked meanwhile is done together at the end, so
 * that the last state of things is always seen.
 */
export function createThrottle(run: () => void, ms: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;
  const start = (): void => {
    isAsked = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (isAsked) start();
    }, ms);
    run();
  };
  return () => {
    if (timer === undefined) start();
    else isAsked = true;
  };
}
