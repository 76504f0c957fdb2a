import { useQuery } from '@tanstack/react-query';
import { type JSX, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../../shared/history-entry.ts';
import { foldersQuery, useFolderEvents } from '../../../api/folders.ts';
import { entryQuery } from '../../../api/history.ts';
import { toProblem } from '../../../api/problem.ts';
import { useRight } from '../../../api/session.ts';
import { useComparing } from '../../../ui/comparison/use-comparing.ts';
import { usePreferences } from '../../../ui/preferences.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { DropVeil } from '../drop-veil.tsx';
import { FirstSteps } from '../first-steps/first-steps.tsx';
import screen from '../inspect-screen.module.css';
import { desk } from '../use-desk.ts';
import { useIncomingFiles } from '../use-incoming-files.ts';
import { LiveBar } from './live-bar.tsx';
import { LiveEmpty } from './live-empty.tsx';
import { LivePanel } from './live-panel.tsx';
import { LiveStage } from './live-stage.tsx';
import { missedSinceHeld } from './live-state.ts';
import { LiveStrip } from './live-strip.tsx';
import { OverrideDialog } from './override-dialog.tsx';
import { useDisposing } from './use-disposing.ts';
import { useFollowed } from './use-followed.ts';
import { useLive } from './use-live.ts';
import { useLiveKeys } from './use-live-keys.ts';

/** The watched folders' pictures as they come: the verdict, why, and what a person says to it. */
export function LiveScreen(): JSX.Element {
  const { t } = useTranslation('live');
  const [, prefer] = usePreferences();
  const { state, isKnown, hold } = useLive();
  const { shown, meant } = useFollowed(state.held ?? state.pictures[0]?.id ?? null);
  const entry = useQuery({ ...entryQuery(shown ?? ''), enabled: shown !== null });
  const folders = useQuery(foldersQuery);
  useFolderEvents();
  const mayDispose = useRight('dispose') === true;
  const disposing = useDisposing();
  const comparing = useComparing(entry.data ?? null);
  const [overriding, setOverriding] = useState<string | null>(null);

  // Dropped pictures are for the desk, where they are also shown.
  const take = useCallback(
    (files: readonly File[]) => {
      if (files.length === 0) return;
      desk.openFiles(files);
      prefer({ live: false });
    },
    [prefer],
  );
  const isOver = useIncomingFiles(take);

  const pictureOfId = (id: string | null) => state.pictures.find((picture) => picture.id === id);
  const confirm = (): void => {
    const picture = pictureOfId(meant());
    if (picture !== undefined && mayDispose) void disposing.say(picture, { kind: 'confirm' });
  };
  const override = (): void => {
    const picture = pictureOfId(meant());
    if (picture !== undefined && mayDispose) setOverriding(picture.id);
  };
  // The answer takes a moment: the picture stays until one returns to live.
  const compare = (): void => {
    if (comparing.isPossible) hold(shown);
    comparing.toggle();
  };
  useLiveKeys({ state, shown, hold, confirm, override, compare, undo: disposing.undo });

  const subject = pictureOfId(overriding);
  const data: HistoryEntry | null = entry.data ?? null;
  return (
    <main className={screen.screen} aria-label={t('title')}>
      <h1 className="visually-hidden">{t('title')}</h1>
      <LiveBar entry={data} />
      <FirstSteps />
      {folders.isError && (
        <ProblemNote title={t('foldersFailed')} problem={toProblem(folders.error)} />
      )}
      {shown === null ? (
        <LiveEmpty
          folders={folders.data?.folders ?? null}
          isKnown={isKnown && state.pictures.length === 0}
        />
      ) : (
        <>
          <div className={screen.workplace}>
            <LiveStage
              key={entry.isError ? 'failed' : 'entry'}
              id={shown}
              entry={data}
              other={comparing.shown}
            />
            <LivePanel
              entry={data}
              problem={entry.isError ? toProblem(entry.error) : null}
              mayDispose={mayDispose}
              disposing={disposing}
              onConfirm={confirm}
              onOverride={override}
              comparing={comparing}
              onCompare={compare}
              folders={folders.data?.folders ?? []}
            />
          </div>
          <LiveStrip
            state={state}
            shown={shown}
            missed={missedSinceHeld(state)}
            folders={folders.data?.folders ?? []}
            onHold={hold}
          />
        </>
      )}
      {subject !== undefined && (
        <OverrideDialog
          picture={subject}
          onClose={() => setOverriding(null)}
          onSay={(what) => disposing.say(subject, what)}
          problem={disposing.problem}
        />
      )}
      {isOver && <DropVeil />}
    </main>
  );
}
