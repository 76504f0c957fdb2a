import type { TensorInfo } from '../../../shared/models.ts';

export interface Mask2FormerOutputs {
  /** [batch, queries, classes + 1] */
  readonly classes: TensorInfo;
  /** [batch, queries, height, width] */
  readonly masks: TensorInfo;
}

const CLASS_NAME = 'class_queries_logits';
const MASK_NAME = 'masks_queries_logits';

/**
 * The two outputs of a Mask2Former: by Hugging Face's names, or by shape when someone renamed
 * them: one of rank 3 and one of rank 4 with the same number of queries.
 *
 * @param classCount the number of classes where it is known; it tells class logits from other
 *   outputs of the same rank, such as the decoder's hidden states
 */
export function findOutputs(
  outputs: readonly TensorInfo[],
  classCount: number | null,
): Mask2FormerOutputs | null {
  const classes = outputs.find(({ name }) => name === CLASS_NAME);
  const masks = outputs.find(({ name }) => name === MASK_NAME);
  if (classes !== undefined && masks !== undefined) {
    return classes.shape.length === 3 && masks.shape.length === 4 ? { classes, masks } : null;
  }
  const pairs = outputs
    .filter(({ shape }) => shape.length === 3 && couldBeClasses(shape[2]!, classCount))
    .flatMap((three) =>
      outputs
        .filter(({ shape }) => shape.length === 4 && shape[1] === three.shape[1])
        .map((four) => ({ classes: three, masks: four })),
    );
  return pairs.length === 1 ? pairs[0]! : null;
}

function couldBeClasses(columns: number | string, classCount: number | null): boolean {
  if (typeof columns === 'string' || classCount === null) return true;
  return columns === classCount + 1;
}
