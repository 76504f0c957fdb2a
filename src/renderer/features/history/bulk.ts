import type {
  BatchAnswer,
  DispositionBatch,
  NewDisposition,
} from '../../../shared/dispositions.ts';

/** In one request: few enough that progress shows and a stop is heard soon. */
const BATCH = 100;

/** What is said of many at once; taking back goes by what was added. */
export type BulkSaying = Exclude<NewDisposition, { readonly kind: 'withdraw' }>;

export interface BulkResult extends BatchAnswer {
  /** Of which nothing was asked, because somebody stopped it or the station was lost. */
  readonly left: number;
  readonly failure: unknown;
}

export interface BulkWishes {
  readonly send: (batch: DispositionBatch) => Promise<BatchAnswer>;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/** Says something of many inspections, a batch after the other, until it is stopped. */
export function sayOfMany(
  inspections: readonly string[],
  said: BulkSaying,
  wishes: BulkWishes,
): Promise<BulkResult> {
  return inBatches(inspections, (batch) => ({ ...said, inspections: batch }), wishes);
}

/** Takes back what was added. */
export function takeBackMany(added: BatchAnswer['added'], wishes: BulkWishes): Promise<BulkResult> {
  return inBatches(added, (withdraws) => ({ kind: 'withdraw', withdraws }), wishes);
}

async function inBatches<Item>(
  items: readonly Item[],
  batchOf: (items: Item[]) => DispositionBatch,
  { send, signal, onProgress }: BulkWishes,
): Promise<BulkResult> {
  const added: BatchAnswer['added'] = [];
  const refused: BatchAnswer['refused'] = [];
  let failure: unknown = null;
  let done = 0;
  while (done < items.length && !signal.aborted) {
    const batch = items.slice(done, done + BATCH);
    try {
      const answer = await send(batchOf(batch));
      added.push(...answer.added);
      refused.push(...answer.refused);
    } catch (error) {
      failure = error;
      break;
    }
    done += batch.length;
    onProgress(done);
  }
  return { added, refused, left: items.length - done, failure };
}
