/** Gathered before it goes out, in characters: a line alone is not worth its way. */
const CHUNK = 32_768;

/**
 * The body of a file that is made piece by piece, only as fast as it is read. What fails before the
 * first piece rejects, and so gets its status; after that it breaks the answer off, so that nobody
 * takes half a file for a whole one.
 *
 * @param make begins the work; its signal is aborted once nobody reads any more
 */
export async function textStream(
  make: (signal: AbortSignal) => AsyncGenerator<string>,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const ended = new AbortController();
  const pieces = make(ended.signal);
  let first: Promise<IteratorResult<string>> | null = Promise.resolve(await pieces.next());
  return new ReadableStream({
    pull: async (controller) => {
      let gathered = '';
      while (gathered.length < CHUNK) {
        const { done, value } = await (first ?? pieces.next());
        first = null;
        if (done === true) {
          if (gathered !== '') controller.enqueue(encoder.encode(gathered));
          controller.close();
          return;
        }
        gathered += value;
      }
      controller.enqueue(encoder.encode(gathered));
    },
    cancel: async () => {
      ended.abort();
      await pieces.return(undefined);
    },
  });
}
