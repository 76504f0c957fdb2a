import { describe, expect, it } from 'vitest';
import {
  draftOf,
  missingIn,
  NEW_FOLDER,
  settingsOf,
} from '../../../src/renderer/features/settings/folders/folder-draft.ts';
import { FolderSettingsSchema } from '../../../src/shared/folders.ts';

const FULL = FolderSettingsSchema.parse({
  name: 'Camera 1',
  path: '/data/camera',
  recipe: 'gears:3',
  model: 'yolov8n-demo',
  patterns: ['*.jpg', 'part-??.png'],
  recursive: true,
  afterwards: { kind: 'move', to: '/data/done' },
  part: { kind: 'template', text: '{serial}_{lot}.*' },
  results: { kind: 'json', folder: '/data/results', existing: 'replace' },
  watching: 'polling',
  settleSeconds: 3,
  tries: 9,
});

describe('the form of a folder', () => {
  it('gives back what it was given, and does not touch what it does not show', () => {
    const sent = settingsOf(draftOf(FULL), FULL);
    expect(FolderSettingsSchema.parse({ ...FULL, ...sent })).toEqual(FULL);
    expect(Object.keys(sent)).not.toContain('settleSeconds');
  });

  it('asks for nothing but a path', () => {
    const sent = settingsOf({ ...NEW_FOLDER, path: ' /data/in ' }, null);
    expect(FolderSettingsSchema.parse(sent)).toEqual(
      FolderSettingsSchema.parse({ path: '/data/in' }),
    );
  });

  it('moves into the folder itself where no other is named', () => {
    const sent = settingsOf({ ...NEW_FOLDER, path: '/in', afterwards: 'move' }, null);
    expect(sent.afterwards).toEqual({ kind: 'move', to: null });
  });

  it('reads names by lines and commas', () => {
    const sent = settingsOf({ ...NEW_FOLDER, path: '/in', patterns: '*.jpg, *.png\n\n a*' }, null);
    expect(sent.patterns).toEqual(['*.jpg', '*.png', 'a*']);
  });

  it.each([
    [{ path: ' ' }, 'path'],
    [{ path: '/in', results: 'csv' }, 'resultsFolder'],
    [{ path: '/in', partKind: 'template' }, 'partText'],
    [{ path: '/in' }, null],
  ] as const)('misses in %o: %s', (change, missing) => {
    expect(missingIn({ ...NEW_FOLDER, ...change })).toBe(missing);
  });
});
