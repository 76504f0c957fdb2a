import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import {
  FolderCheckSchema,
  FolderDetailSchema,
  FolderListSchema,
  type FolderPatch,
  type FolderSettingsInput,
  type FolderStatus,
  FolderStatusSchema,
  PartExamplesSchema,
} from '../../shared/folders.ts';
import type { PartPattern } from '../../shared/part-identity.ts';
import { fileName } from '../ui/file-name.ts';
import { withBody } from './ask.ts';
import { useStationEvents } from './events.ts';
import { ask, queryClient } from './queries.ts';
import { createThrottle } from './throttle.ts';

/** A busy line changes its queue many times a second; a person reads no faster than this. */
const REFRESH_MS = 500;

export const foldersQuery = queryOptions({
  queryKey: ['folders'],
  queryFn: ({ signal }) => ask('folders', FolderListSchema, { signal }),
  networkMode: 'always',
});

export const folderQuery = (id: string) =>
  queryOptions({
    queryKey: ['folders', id],
    queryFn: ({ signal }) => ask(`folders/${id}`, FolderDetailSchema, { signal }),
    networkMode: 'always',
  });

export const folderCheckQuery = (path: string) =>
  queryOptions({
    queryKey: ['folder-check', path],
    queryFn: ({ signal }) =>
      ask('folders/check', FolderCheckSchema, { ...withBody('POST', { path }), signal }),
    enabled: path !== '',
    // The disk may have changed since.
    staleTime: 0,
    networkMode: 'always',
  });

export const partExamplesQuery = (part: PartPattern, names: readonly string[]) =>
  queryOptions({
    queryKey: ['part-examples', part, names],
    queryFn: ({ signal }) =>
      ask('folders/examples', PartExamplesSchema, { ...withBody('POST', { part, names }), signal }),
    enabled: part.text !== '',
    placeholderData: keepPreviousData,
    networkMode: 'always',
  });

export const addFolder = (settings: FolderSettingsInput): Promise<FolderStatus> =>
  ask('folders', FolderStatusSchema, withBody('POST', settings));

export const changeFolder = (id: string, patch: FolderPatch): Promise<FolderStatus> =>
  ask(`folders/${id}`, FolderStatusSchema, withBody('PATCH', patch));

export const removeFolder = (id: string): Promise<undefined> =>
  ask(`folders/${id}`, z.undefined(), { method: 'DELETE' });

/** Has the quarantined files of a folder judged once more; answers how many. */
export const retryFolder = (id: string): Promise<{ readonly files: number }> =>
  ask(`folders/${id}/retry`, z.object({ files: z.number() }), { method: 'POST' });

/** As a folder is called where one speaks of it: its name, or the last part of its path. */
export function folderName({ settings }: Pick<FolderStatus, 'settings'>): string {
  const { name, path } = settings;
  return name !== '' ? name : fileName(path);
}

export const refreshFolders = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: foldersQuery.queryKey });

const refreshSoon = createThrottle(() => void refreshFolders(), REFRESH_MS);

/** Keeps what is known of the watched folders as it is, while the calling component is shown. */
export function useFolderEvents(): void {
  useStationEvents((event) => {
    const concerns =
      event.kind === 'folder.changed' ||
      event.kind === 'queue.changed' ||
      (event.kind === 'inspection.recorded' && event.folderId !== null) ||
      (event.kind === 'ready' && event.missed);
    if (concerns) refreshSoon();
  });
}
