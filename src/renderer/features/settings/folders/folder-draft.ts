import type { FolderSettings, FolderSettingsInput } from '../../../../shared/folders.ts';
import type { PartPattern } from '../../../../shared/part-identity.ts';

/** The form's fields, as they stand there. */
export interface FolderDraft {
  readonly name: string;
  readonly path: string;
  /** Empty: the recipe in force. */
  readonly recipe: string;
  /** Empty: the recipe's. */
  readonly model: string;
  /** One a line, or with commas. */
  readonly patterns: string;
  readonly recursive: boolean;
  readonly afterwards: 'stay' | 'move';
  readonly moveTo: string;
  readonly partKind: 'none' | PartPattern['kind'];
  readonly partText: string;
  readonly results: 'none' | 'json' | 'csv';
  readonly resultsFolder: string;
  readonly watching: FolderSettings['watching'];
}

export const NEW_FOLDER: FolderDraft = {
  name: '',
  path: '',
  recipe: '',
  model: '',
  patterns: '',
  recursive: false,
  afterwards: 'stay',
  moveTo: '',
  partKind: 'none',
  partText: '',
  results: 'none',
  resultsFolder: '',
  watching: 'auto',
};

export function draftOf(settings: FolderSettings): FolderDraft {
  const { name, path, recipe, model, patterns, recursive, afterwards, part, results } = settings;
  return {
    name,
    path,
    recipe: recipe ?? '',
    model: model ?? '',
    patterns: patterns.join('\n'),
    recursive,
    afterwards: afterwards.kind,
    moveTo: afterwards.kind === 'move' ? (afterwards.to ?? '') : '',
    partKind: part?.kind ?? 'none',
    partText: part?.text ?? '',
    results: results?.kind ?? 'none',
    resultsFolder: results?.folder ?? '',
    watching: settings.watching,
  };
}

/** @param before what is there already and the form does not show stays */
export function settingsOf(
  draft: FolderDraft,
  before: FolderSettings | null,
): FolderSettingsInput & { readonly path: string } {
  return {
    name: draft.name.trim(),
    path: draft.path.trim(),
    recipe: orNull(draft.recipe),
    model: orNull(draft.model),
    patterns: draft.patterns
      .split(/[\n,]/)
      .map((pattern) => pattern.trim())
      .filter((pattern) => pattern !== ''),
    recursive: draft.recursive,
    afterwards:
      draft.afterwards === 'stay'
        ? { kind: 'stay' }
        : { kind: 'move', to: orNull(draft.moveTo.trim()) },
    part: partOf(draft),
    results:
      draft.results === 'none'
        ? null
        : {
            kind: draft.results,
            folder: draft.resultsFolder.trim(),
            existing: before?.results?.existing ?? 'number',
          },
    watching: draft.watching,
  };
}

/** The pattern as it stands in the form; null without one. */
export function partOf({ partKind, partText }: FolderDraft): PartPattern | null {
  const text = partText.trim();
  return partKind === 'none' || text === '' ? null : { kind: partKind, text };
}

/** What the form wants before it can be sent; null where it can. */
export function missingIn(draft: FolderDraft): 'path' | 'resultsFolder' | 'partText' | null {
  if (draft.path.trim() === '') return 'path';
  if (draft.results !== 'none' && draft.resultsFolder.trim() === '') return 'resultsFolder';
  if (draft.partKind !== 'none' && draft.partText.trim() === '') return 'partText';
  return null;
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

/** What each group of the form's fields gets. */
export interface FolderFieldProps {
  readonly draft: FolderDraft;
  readonly onChange: (change: Partial<FolderDraft>) => void;
}
