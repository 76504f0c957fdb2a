import type { ModelKind } from '../../../shared/domain.ts';

/** Which detection is lit in each model's drawing: an index into its inspection's list. */
export type Highlight = Readonly<Partial<Record<ModelKind, number>>>;

export const NOTHING_LIT: Highlight = {};

export function isSameHighlight(a: Highlight, b: Highlight): boolean {
  return a.yolo === b.yolo && a.mask2former === b.mask2former;
}
