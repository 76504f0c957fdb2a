import type { Agreement } from '../../../shared/comparisons.ts';
import type { Verdict } from '../../../shared/domain.ts';
import type { DispositionState, SourceKind } from '../../../shared/history.ts';
import { type FacetKind, facet, scoreFacet } from './facets.ts';

/** Everything that an inspection can be found by. */
export interface Findable {
  readonly file: string;
  readonly serial: string | null;
  readonly lot: string | null;
  readonly station: string | null;
  readonly side: string | null;
  readonly source: SourceKind;
  readonly folderId: string | null;
  readonly recipe: { readonly name: string; readonly revision: number };
  readonly model: {
    /** `name`, `name:version`, or the path that it was asked for by. */
    readonly ref: string;
    readonly sha256: string;
  } | null;
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly verdict: Verdict;
  readonly effective: Verdict;
  readonly disposition: DispositionState;
  /** Null where no other model was asked. */
  readonly comparison: Agreement | null;
  readonly corrected: boolean;
  readonly remarks: readonly string[];
  readonly detections: readonly {
    readonly className: string;
    readonly score: number;
    /** Whether it mattered to the recipe. */
    readonly shown: boolean;
  }[];
}

/** A document of the index: both are texts for the same tokenizer. */
export interface SearchDocument {
  readonly words: string;
  readonly facets: string;
}

export function documentOf(inspection: Findable): SearchDocument {
  const facets: string[] = [
    facet('verdict', inspection.verdict),
    facet('effective', inspection.effective),
    facet('disposition', inspection.disposition),
    facet('source', inspection.source),
  ];
  const add = (kind: FacetKind, value: string | null): void => {
    if (value !== null) facets.push(facet(kind, value));
  };
  add('comparison', inspection.comparison);
  if (inspection.corrected) add('corrected', 'true');
  add('serial', inspection.serial);
  add('lot', inspection.lot);
  add('station', inspection.station);
  add('side', inspection.side);
  add('folder', inspection.folderId);
  const { recipe, model, person, detections } = inspection;
  add('recipe', recipe.name);
  add('revision', `${recipe.name}:${recipe.revision}`);
  if (model !== null) {
    add('model', model.ref);
    add('model', model.ref.replace(/:[^:]*$/, ''));
    add('digest', model.sha256);
  }
  if (person !== null) {
    add('person', person.id);
    add('person', person.name);
  }
  let best = Number.NEGATIVE_INFINITY;
  for (const { className, score, shown } of detections) {
    add('seen', className);
    if (shown) add('found', className);
    best = Math.max(best, score);
  }
  if (detections.length > 0) facets.push(scoreFacet(best));
  return {
    words: [inspection.file, inspection.serial, inspection.lot, ...inspection.remarks]
      .filter((text) => text !== null)
      .join(' '),
    facets: [...new Set(facets)].join(' '),
  };
}
