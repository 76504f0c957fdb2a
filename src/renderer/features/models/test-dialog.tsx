import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type JSX, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredPicture } from '../../../shared/api.ts';
import type { ModelVersion } from '../../../shared/models.ts';
import { tryModel } from '../../api/models.ts';
import { isAbort, toProblem } from '../../api/problem.ts';
import { demoQuery, stationClient } from '../../api/queries.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import classes from './test-dialog.module.css';
import { TestResult } from './test-result.tsx';

export interface TestDialogProps {
  readonly model: ModelVersion;
  readonly onClose: () => void;
}

/** Judges one picture by a version that need not be live; nothing of it is kept. */
export function TestDialog({ model, onClose }: TestDialogProps): JSX.Element {
  const { t } = useTranslation('models');
  const demo = useQuery(demoQuery);
  const input = useRef<HTMLInputElement>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const test = useMutation({
    mutationFn: async (wanted: File | StoredPicture) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const picture =
        wanted instanceof File
          ? await stationClient.storePicture(wanted, controller.signal)
          : wanted;
      return { picture, inspection: await tryModel(model.sha256, picture, controller.signal) };
    },
    networkMode: 'always',
  });
  return (
    <Dialog
      title={t('test.title', { ref: `${model.name}:${model.version}` })}
      size={1100}
      onClose={onClose}
    >
      <p>{t('test.what')}</p>
      <div className={classes.choice}>
        {demo.data?.pictures.map((picture) => (
          <button
            key={picture.sha256}
            type="button"
            title={picture.name}
            aria-pressed={test.data?.picture.sha256 === picture.sha256}
            onClick={() => test.mutate(picture)}
          >
            <img src={`${picture.url}?max=160`} alt={picture.name} loading="lazy" />
          </button>
        ))}
        <Button variant="default" size="md" onClick={() => input.current?.click()}>
          {t('test.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept="image/*,.tif,.tiff,.bmp,.dib"
          data-dialog="test-picture"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file !== undefined) test.mutate(file);
            currentTarget.value = '';
          }}
        />
      </div>
      {test.isPending && (
        <p className={classes.running} role="status">
          {t('test.running')}{' '}
          <Button variant="default" size="sm" onClick={() => running.current?.abort()}>
            {t('cancel')}
          </Button>
        </p>
      )}
      {test.isError && !isAbort(test.error) && (
        <ProblemNote title={t('test.failed')} problem={toProblem(test.error)} />
      )}
      {test.isSuccess && <TestResult {...test.data} />}
    </Dialog>
  );
}
