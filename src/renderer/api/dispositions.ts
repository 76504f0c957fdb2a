import { z } from 'zod';
import {
  type BatchAnswer,
  BatchAnswerSchema,
  type DispositionBatch,
  DispositionSchema,
  EffectiveSchema,
  type NewDisposition,
} from '../../shared/dispositions.ts';
import { withBody } from './ask.ts';
import { ask } from './queries.ts';

const DisposedSchema = EffectiveSchema.extend({
  dispositions: z.array(DispositionSchema),
  added: DispositionSchema,
});

/** Says something about a verdict; it appends, and `added` can be taken back. */
export function dispose(
  inspectionId: string,
  said: NewDisposition,
): Promise<z.infer<typeof DisposedSchema>> {
  const path = `inspections/${encodeURIComponent(inspectionId)}/dispositions`;
  return ask(path, DisposedSchema, withBody('POST', said));
}

/** The same about many; the answer says of each what became of it. */
export function disposeBatch(batch: DispositionBatch): Promise<BatchAnswer> {
  return ask('dispositions', BatchAnswerSchema, withBody('POST', batch));
}
