import { canonicalJson, type JsonValue } from '../../shared/canonical-json.ts';
import type { Comparison } from '../../shared/comparisons.ts';
import type { ModelKind } from '../../shared/domain.ts';

/** A row of `comparisons` as it is read, beside the kind of its model. */
export interface ComparisonRow {
  readonly id: string;
  readonly at: string;
  readonly verdict: string;
  readonly kind: string;
  readonly model_sha256: string;
  readonly model_ref: string;
  readonly document: string;
  readonly person_id: string | null;
}

type Document = Pick<Comparison, 'reasons' | 'device' | 'detections' | 'picture'>;

export function comparisonOf(row: ComparisonRow): Comparison {
  return {
    id: row.id,
    at: row.at,
    verdict: row.verdict as Comparison['verdict'],
    model: { ref: row.model_ref, kind: row.kind as ModelKind, sha256: row.model_sha256 },
    personId: row.person_id,
    ...(JSON.parse(row.document) as Document),
  };
}

/** All of it that has no column. */
export function documentOf({ reasons, device, detections, picture }: Comparison): string {
  const document: Document = { reasons, device, detections, picture };
  return canonicalJson(document as unknown as JsonValue);
}
