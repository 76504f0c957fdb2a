/**
 * Where a worker thread of the log begins: from sources Node runs its TypeScript itself; in a build
 * the thread is an entry of its own beside the hosts'.
 *
 * @param source the thread's file, by `new URL(…, import.meta.url)`
 * @param built its name in `out/main`
 */
export function threadEntry(source: URL, built: string): URL {
  const here = import.meta.url;
  if (here.endsWith('.ts')) return source;
  return new URL(here.includes('/chunks/') ? `../${built}` : `./${built}`, here);
}
