import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Inspection, Verdict } from '../../shared/domain.ts';
import { type ErrorCode, PitchlineError } from '../../shared/errors.ts';
import type { FolderSettings } from '../../shared/folders.ts';
import type { PartReader } from '../../shared/part-identity.ts';
import { hashFile } from '../hash-file.ts';
import type { Inspector } from '../inspection/inspector.ts';
import type { LedgerStore } from '../log/ledger-store.ts';
import type { ResultFileStore } from '../log/result-file-store.ts';
import { type Fingerprint, fingerprintOf, isSame } from './fingerprint.ts';
import { resultDocument } from './result-document.ts';

export interface JudgeFileParts {
  readonly inspector: Pick<Inspector, 'inspect'>;
  readonly ledger: LedgerStore;
  readonly resultFiles: ResultFileStore;
}

export interface JudgedFolder {
  readonly id: string;
  readonly settings: FolderSettings;
  readonly readPart: PartReader | null;
}

export interface FileToJudge {
  readonly relativePath: string;
  readonly facts: Fingerprint;
  readonly tries: number;
  /** What comes out stands, also that it cannot be judged. */
  readonly isLast: boolean;
  /** Others were judged meanwhile: a failure that could be the station's is the file's own. */
  readonly othersWork: boolean;
}

export type FileOutcome =
  | { readonly kind: 'judged'; readonly inspection: Inspection }
  /** The same bytes were judged before under this path. */
  | { readonly kind: 'seen' }
  | { readonly kind: 'gone' }
  /** It cannot be judged as it is; it may not be complete. */
  | { readonly kind: 'broken'; readonly reason: string }
  /** The station cannot judge now: nothing is said of the file. */
  | { readonly kind: 'station'; readonly error: PitchlineError };

/** Takes back the row of an inspection that does not count. */
class TakenBack extends Error {
  readonly outcome: FileOutcome;

  constructor(outcome: FileOutcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

/**
 * Judges a file of a folder. Its inspection, its row in the ledger and its result to write are
 * committed together or not at all; whatever happens between two calls, a content is judged once.
 *
 * @throws what nobody expects
 */
export async function judgeFile(
  parts: JudgeFileParts,
  folder: JudgedFolder,
  file: FileToJudge,
  signal: AbortSignal,
): Promise<FileOutcome> {
  const { relativePath, facts } = file;
  const path = pathIn(folder, relativePath);
  if (parts.ledger.isKnown(folder.id, relativePath, facts)) return { kind: 'seen' };
  // Touched or copied anew: to hash it costs less than to judge it and find that it is known.
  if (parts.ledger.hasPath(folder.id, relativePath)) {
    const sha256 = await hashFile(path);
    if (sha256 === null) return { kind: 'gone' };
    if (noteSeen(parts, folder, file, sha256)) return { kind: 'seen' };
  }
  let sha256: string | null = null;
  const part = folder.readPart?.(relativePath) ?? null;
  const { recipe, model, device } = folder.settings;
  try {
    const { inspection } = await parts.inspector.inspect(
      {
        file: path,
        path,
        source: { kind: 'folder', folderId: folder.id, relativePath },
        ...(recipe === null ? {} : { recipe }),
        ...(model === null ? {} : { model }),
        ...(device === null ? {} : { device }),
        part,
        together: ({ id, seq }, inspection) => {
          sha256 = inspection.sha256;
          const outcome = refusalOf(inspection, file, path);
          if (outcome !== null) throw new TakenBack(outcome);
          parts.ledger.add(entryOf(folder, file, inspection), seq);
          if (folder.settings.results === null) return;
          const document = resultDocument(inspection, id, relativePath, part);
          parts.resultFiles.add(folder.id, seq, JSON.stringify(document));
        },
      },
      signal,
    );
    return { kind: 'judged', inspection };
  } catch (error) {
    if (error instanceof TakenBack) return error.outcome;
    if (!(error instanceof PitchlineError)) throw error;
    if (error.code !== 'ALREADY_SEEN') return { kind: 'station', error };
    noteSeen(parts, folder, file, sha256 ?? '');
    return { kind: 'seen' };
  }
}

/** @returns whether these bytes were judged before */
function noteSeen(
  { ledger }: JudgeFileParts,
  folder: JudgedFolder,
  { relativePath, facts }: FileToJudge,
  sha256: string,
): boolean {
  const seen = ledger.content({ folderId: folder.id, relativePath, sha256 });
  if (seen === null || seen.state === 'retry') return false;
  const target = moveTarget(folder, relativePath, seen.verdict ?? 'error');
  ledger.seenAgain(seen.id, facts, target);
  return true;
}

function entryOf(folder: JudgedFolder, file: FileToJudge, inspection: Inspection) {
  const moveTo = moveTarget(folder, file.relativePath, inspection.verdict);
  const stays = inspection.error === null ? 'done' : 'quarantined';
  return {
    folderId: folder.id,
    relativePath: file.relativePath,
    sha256: inspection.sha256 ?? '',
    facts: file.facts,
    state: moveTo === null ? stays : 'to-move',
    tries: file.tries + 1,
    reason: inspection.error?.message ?? null,
    moveTo,
  } as const;
}

function refusalOf({ error }: Inspection, file: FileToJudge, path: string): FileOutcome | null {
  if (error === null) return null;
  const { code, message } = error;
  const whose = faultOf(code);
  if (whose === 'gone') return { kind: 'gone' };
  if (whose === 'station') return { kind: 'station', error: new PitchlineError(code, message) };
  // The hash is of what lies there now: only if it is still the file that was given to the process.
  if (whose === 'proven') {
    return isStill(path, file.facts) ? null : { kind: 'broken', reason: message };
  }
  if (file.isLast && (whose === 'picture' || file.othersWork)) return null;
  return { kind: 'broken', reason: message };
}

/** Without waiting: asked within a transaction. */
function isStill(path: string, facts: Fingerprint): boolean {
  const now = statSync(path, { bigint: true, throwIfNoEntry: false });
  return now !== undefined && isSame(fingerprintOf(now), facts);
}

/**
 * Whose fault a failure is. `proven`: the inference process died twice on this picture alone; to try
 * again would only stop the others. `unclear`: the model or the picture.
 */
function faultOf(code: ErrorCode): 'gone' | 'picture' | 'proven' | 'unclear' | 'station' {
  switch (code) {
    case 'PICTURE_NOT_FOUND':
    case 'PICTURE_IS_DIRECTORY':
      return 'gone';
    case 'PICTURE_NOT_READABLE':
    case 'PICTURE_EMPTY':
    case 'PICTURE_TRUNCATED':
    case 'PICTURE_CORRUPT':
    case 'PICTURE_CHANGED':
    case 'PICTURE_UNSUPPORTED':
    case 'PICTURE_TOO_LARGE':
      return 'picture';
    case 'INFERENCE_CRASHED':
    case 'INFERENCE_TIMEOUT':
      return 'proven';
    case 'MODEL_RUN_FAILED':
    case 'INTERNAL':
      return 'unclear';
    default:
      return 'station';
  }
}

export function pathIn({ settings }: JudgedFolder, relativePath: string): string {
  return join(settings.path, ...relativePath.split('/'));
}

/** Absolute path; null where files stay. */
function moveTarget(
  { settings }: JudgedFolder,
  relativePath: string,
  verdict: Verdict,
): string | null {
  if (settings.afterwards.kind === 'stay') return null;
  return join(settings.afterwards.to ?? settings.path, verdict, ...relativePath.split('/'));
}
