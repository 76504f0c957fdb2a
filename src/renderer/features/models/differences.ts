import type { ModelVersion } from '../../../shared/models.ts';
import { describeInput } from './describe-input.ts';

export interface Differences {
  /** Classes that the new one knows and the old one does not, and the other way round. */
  readonly added: readonly string[];
  readonly missing: readonly string[];
  /** Null where both see a picture in the same size. */
  readonly input: { readonly from: string; readonly to: string } | null;
  readonly task: { readonly from: string; readonly to: string } | null;
}

/** What judging will do otherwise, as far as the files say it. */
export function differences(from: ModelVersion, to: ModelVersion): Differences {
  const [before, after] = [from.spec, to.spec];
  const inputs = { from: describeInput(before), to: describeInput(after) };
  return {
    added: after.classes.filter((name) => !before.classes.includes(name)),
    missing: before.classes.filter((name) => !after.classes.includes(name)),
    input: inputs.from === inputs.to ? null : inputs,
    task: before.task === after.task ? null : { from: before.task, to: after.task },
  };
}
