import { useQuery } from '@tanstack/react-query';
import type { FolderStatus } from '../../../../shared/folders.ts';
import type { HistoryRow } from '../../../../shared/history.ts';
import { firstPicturesQuery, useFirstPictureEvents } from '../../../api/first-steps.ts';
import { foldersQuery, useFolderEvents } from '../../../api/folders.ts';
import { type Step, stepsDone } from './steps.ts';

export interface Steps {
  readonly done: ReadonlySet<Step>;
  /** The first that is not done; null where all are. */
  readonly current: Step | null;
  /** The folder that still has no recipe of its own, else the newest; null without any. */
  readonly folder: FolderStatus | null;
  /** The newest picture of a watched folder. */
  readonly own: HistoryRow | null;
}

/** How far a newcomer has come, by what the station has; null until it has said. */
export function useSteps(): Steps | null {
  const { data: pictures } = useQuery(firstPicturesQuery);
  const { data: list } = useQuery(foldersQuery);
  useFirstPictureEvents();
  useFolderEvents();
  if (pictures === undefined || list === undefined) return null;
  const { folders } = list;
  const done = stepsDone(pictures, folders);
  return {
    ...done,
    folder: folders.find(({ settings }) => settings.recipe === null) ?? folders.at(-1) ?? null,
    own: pictures.own,
  };
}
