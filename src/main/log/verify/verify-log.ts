import Database from 'better-sqlite3';
import type { LogVerification } from '../../../shared/log-verification.ts';
import { isDamage, logFailure } from '../failures.ts';
import { pendingMigrations } from '../migrate.ts';
import { checkChain, type KnownHead } from './check-chain.ts';
import { checkComparisons } from './check-comparisons.ts';
import { checkCorrections } from './check-corrections.ts';
import { checkDispositions } from './check-dispositions.ts';
import { checkPages, checkReferences } from './check-file.ts';
import { checkInspections } from './check-inspections.ts';
import { checkRecipes } from './check-recipes.ts';
import { FoundProblem } from './problem.ts';
import type { OnProgress, Walk } from './walk.ts';

export interface VerifyOptions {
  /** A row that the chain must hold. */
  readonly known?: KnownHead | null;
  readonly onProgress?: OnProgress;
}

/**
 * Walks a whole log, of a station that may be running or a backup, and tells the first thing that is
 * wrong. It reads on a connection of its own, as of one moment; it holds its thread all the while
 * (a million inspections take about a minute).
 *
 * @throws PitchlineError LOG_NEWER, LOG_BUSY, LOG_NOT_WRITABLE where the file cannot be read at all
 */
export function verifyLog(file: string, options: VerifyOptions = {}): LogVerification {
  const result: { -readonly [Key in keyof LogVerification]: LogVerification[Key] } = {
    ok: false,
    file,
    ...{ auditRows: 0, seals: 0, inspections: 0, detections: 0, unsealed: 0 },
    ...{ dispositions: 0, comparisons: 0, corrections: 0, recipes: 0, head: null, problem: null },
  };
  let connection: Database.Database | undefined;
  try {
    connection = new Database(file, { readonly: true, fileMustExist: true });
    connection.exec('BEGIN');
    pendingMigrations(connection);
    const walk: Walk = { connection, onProgress: options.onProgress ?? (() => undefined) };
    checkPages(walk);
    const head = checkChain(walk, options.known ?? null);
    Object.assign(result, { auditRows: head.seq, head: head.hash });
    Object.assign(result, checkInspections(walk));
    result.recipes = checkRecipes(walk);
    result.dispositions = checkDispositions(walk);
    result.comparisons = checkComparisons(walk);
    result.corrections = checkCorrections(walk);
    checkReferences(walk);
    result.ok = true;
  } catch (error) {
    result.problem = problemOf(error);
  } finally {
    connection?.close();
  }
  return result;
}

function problemOf(error: unknown): LogVerification['problem'] {
  if (error instanceof FoundProblem) return error.problem;
  if (!isDamage(error)) throw logFailure(error);
  const message = `SQLite cannot read the file: ${error instanceof Error ? error.message : String(error)}.`;
  return { check: 'file', table: null, row: null, id: null, message };
}
