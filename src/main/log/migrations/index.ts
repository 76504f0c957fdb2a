import { begin } from './0001-begin.ts';
import { search } from './0002-search.ts';
import { savedFilters } from './0003-saved-filters.ts';
import { counts } from './0004-counts.ts';
import { comparisons } from './0005-comparisons.ts';
import { corrections } from './0006-corrections.ts';

export interface Migration {
  /** What `PRAGMA user_version` says when it is done; counts up by one. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** Forward only. What was released is never edited: a change is a further entry. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'begin', sql: begin },
  { version: 2, name: 'search', sql: search },
  { version: 3, name: 'saved-filters', sql: savedFilters },
  { version: 4, name: 'counts', sql: counts },
  { version: 5, name: 'comparisons', sql: comparisons },
  { version: 6, name: 'corrections', sql: corrections },
];
