/**
 * Runs work over a list with a bounded number in flight and yields the results in the list's order.
 * When the consumer stops or one piece of work rejects, no more is started.
 */
export async function* inOrder<Item, Result>(
  items: readonly Item[],
  inFlight: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const started: Promise<Result>[] = [];
  let next = 0;
  while (next < items.length || started.length > 0) {
    while (next < items.length && started.length < inFlight) {
      const promise = work(items[next] as Item);
      // A rejection is thrown when its turn comes; until then it is not "unhandled".
      promise.catch(() => undefined);
      started.push(promise);
      next += 1;
    }
    const first = started.shift();
    if (first !== undefined) yield await first;
  }
}
