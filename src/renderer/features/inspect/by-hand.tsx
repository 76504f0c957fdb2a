import { useQuery } from '@tanstack/react-query';
import { type JSX, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stationQuery } from '../../api/queries.ts';
import { STANDARD_CONFIDENCE } from './confidence.ts';
import { pictureById } from './desk-state.ts';
import { DropVeil } from './drop-veil.tsx';
import { EmptyDesk } from './empty-desk.tsx';
import { FileInputs, useFileDialogs } from './file-inputs.tsx';
import { FirstSteps } from './first-steps/first-steps.tsx';
import { InspectBar } from './inspect-bar.tsx';
import classes from './inspect-screen.module.css';
import { Strip } from './strip.tsx';
import { desk, useDesk } from './use-desk.ts';
import { useDeskKeys } from './use-desk-keys.ts';
import { useIncomingFiles } from './use-incoming-files.ts';
import { Workplace } from './workplace.tsx';

/** Pictures in, verdicts out, by hand. */
export function ByHand(): JSX.Element {
  const { t } = useTranslation('inspect');
  const state = useDesk();
  const dialogs = useFileDialogs();
  const [isNothing, setIsNothing] = useState(false);
  const { data: station, status } = useQuery(stationQuery);
  const standard = station?.defaults.confidence ?? STANDARD_CONFIDENCE;
  const [chosen, setThreshold] = useState<number | null>(null);
  const threshold = chosen ?? standard;

  const take = useCallback((files: readonly File[]) => {
    setIsNothing(files.length === 0);
    if (files.length > 0) desk.openFiles(files);
  }, []);
  const isOver = useIncomingFiles(take);
  const open = useCallback(() => dialogs.pictures.current?.click(), [dialogs]);
  const openFolder = useCallback(() => dialogs.folder.current?.click(), [dialogs]);

  useDeskKeys({ open, folder: openFolder, threshold, onThreshold: setThreshold });

  useEffect(() => {
    if (status === 'success') desk.retryLost();
  }, [status]);

  const picture = pictureById(state, state.selected);
  const inspection = picture?.outcomes[state.model];
  return (
    <main className={classes.screen} aria-label={t('title')}>
      <h1 className="visually-hidden">{t('title')}</h1>
      <InspectBar
        model={state.model}
        compare={state.compare}
        inspection={inspection?.step === 'judged' ? inspection.inspection : null}
      />
      <FileInputs dialogs={dialogs} onFiles={take} />
      <FirstSteps />
      {isNothing && (
        <p className={classes.nothing} role="alert">
          {t('nothing')}
        </p>
      )}
      {picture === null ? (
        <EmptyDesk onOpen={open} onFolder={openFolder} />
      ) : (
        <>
          <Workplace
            state={state}
            picture={picture}
            threshold={threshold}
            standard={standard}
            onThreshold={setThreshold}
          />
          <Strip state={state} threshold={threshold} onOpen={open} onFolder={openFolder} />
        </>
      )}
      {isOver && <DropVeil />}
    </main>
  );
}
