import type { z } from 'zod';
import { PitchlineError } from '../../shared/errors.ts';
import type { NewSavedFilterSchema, SavedFilter } from '../../shared/saved-filters.ts';
import type { StoredFilter } from '../log/saved-filter-store.ts';
import type { StationLog } from '../log/station-log.ts';
import { uuidv7 } from '../log/uuid.ts';

type Log = Pick<StationLog, 'savedFilters' | 'database'>;

/** Whose filters, and whether everybody's are theirs to change. */
export interface FilterOwner {
  /** Null where nobody is signed in. */
  readonly personId: string | null;
  readonly mayShare: boolean;
}

/** Conditions of History under names: each person's own, and everybody's. */
export class SavedFilterService {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  list(owner: FilterOwner): readonly SavedFilter[] {
    return this.#log.savedFilters.of(owner.personId).map((filter) => shown(filter, owner));
  }

  /** @throws PitchlineError SAVED_FILTER_EXISTS, SIGN_IN_NEEDED, NOT_ALLOWED */
  add(
    { name, query, forAll }: z.output<typeof NewSavedFilterSchema>,
    owner: FilterOwner,
  ): SavedFilter {
    if (forAll) requireShare(owner);
    else if (owner.personId === null) {
      throw new PitchlineError(
        'SIGN_IN_NEEDED',
        'Sign in to save a filter for yourself: nobody is signed in whose it could be.',
      );
    }
    const ownerId = forAll ? null : owner.personId;
    const now = new Date();
    const filter = { id: uuidv7(now), name, query, ownerId };
    this.#log.database.transaction(() => {
      this.#requireFree(ownerId, name, null);
      this.#log.savedFilters.insert(filter, now.toISOString());
    });
    return shown(filter, owner);
  }

  /** @throws PitchlineError SAVED_FILTER_NOT_FOUND, SAVED_FILTER_EXISTS, NOT_ALLOWED */
  rename(id: string, name: string, owner: FilterOwner): SavedFilter {
    return this.#log.database.transaction(() => {
      const filter = this.#theirs(id, owner);
      this.#requireFree(filter.ownerId, name, id);
      this.#log.savedFilters.rename(id, name);
      return shown({ ...filter, name }, owner);
    });
  }

  /** @throws PitchlineError SAVED_FILTER_NOT_FOUND, NOT_ALLOWED */
  remove(id: string, owner: FilterOwner): SavedFilter {
    return this.#log.database.transaction(() => {
      const filter = this.#theirs(id, owner);
      this.#log.savedFilters.remove(id);
      return shown(filter, owner);
    });
  }

  /** What another person keeps for themselves is not there. */
  #theirs(id: string, owner: FilterOwner): StoredFilter {
    const filter = this.#log.savedFilters.find(id);
    if (filter === null || (filter.ownerId !== null && filter.ownerId !== owner.personId)) {
      throw new PitchlineError(
        'SAVED_FILTER_NOT_FOUND',
        `There is no saved filter ${id}. Somebody may have deleted it.`,
      );
    }
    if (filter.ownerId === null) requireShare(owner);
    return filter;
  }

  #requireFree(ownerId: string | null, name: string, id: string | null): void {
    const found = this.#log.savedFilters.named(ownerId, name);
    if (found === null || found.id === id) return;
    throw new PitchlineError(
      'SAVED_FILTER_EXISTS',
      `There is a saved filter "${found.name}" already. Choose another name, or delete that one first.`,
    );
  }
}

function requireShare({ mayShare }: FilterOwner): void {
  if (mayShare) return;
  throw new PitchlineError(
    'NOT_ALLOWED',
    'Filters for everybody are kept by engineers and administrators. Save it for yourself instead.',
  );
}

function shown({ id, name, query, ownerId }: StoredFilter, owner: FilterOwner): SavedFilter {
  const forAll = ownerId === null;
  return { id, name, query, forAll, mayChange: !forAll || owner.mayShare };
}
