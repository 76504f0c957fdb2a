import { toErrorReport } from '../../shared/errors.ts';

/**
 * The body of an answer that is made line by line, none before the last one was taken. Whatever
 * fails before the first line rejects, and so gets its status; after that the last line says it.
 *
 * @param make begins the work; its signal is aborted once nobody reads any more
 */
export async function jsonLines(
  make: (signal: AbortSignal) => AsyncGenerator<object>,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const ended = new AbortController();
  const lines = make(ended.signal);
  let next: Promise<IteratorResult<object>> | null = Promise.resolve(await lines.next());
  return new ReadableStream({
    pull: async (controller) => {
      const line = await (next ?? lines.next()).catch((error: unknown) => ({
        done: false,
        value: { kind: 'failed', error: toErrorReport(error) },
      }));
      next = null;
      if (line.done === true) controller.close();
      else controller.enqueue(encoder.encode(`${JSON.stringify(line.value)}\n`));
    },
    cancel: async () => {
      ended.abort();
      await lines.return(undefined);
    },
  });
}
