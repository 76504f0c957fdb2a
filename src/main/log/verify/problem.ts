import type { LogProblem } from '../../../shared/log-verification.ts';

/** Ends a walk through the log at the first thing that is wrong. */
export class FoundProblem extends Error {
  readonly problem: LogProblem;

  constructor(problem: LogProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

interface Place {
  /** Where it is not the one that the check looks at. */
  readonly table?: string;
  readonly row?: number | null | undefined;
  readonly id?: string | null | undefined;
}

const TABLES: Readonly<Record<LogProblem['check'], string | null>> = {
  file: null,
  chain: 'audit',
  head: 'audit',
  seal: 'seals',
  inspection: 'inspections',
  disposition: 'dispositions',
  comparison: 'comparisons',
  correction: 'corrections',
  recipe: 'recipes',
};

export function found(check: LogProblem['check'], place: Place, message: string): never {
  const { table = TABLES[check], row = null, id = null } = place;
  throw new FoundProblem({ check, table, row, id, message });
}
