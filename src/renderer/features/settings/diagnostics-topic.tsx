import { Button, Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type JSX, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fetchDiagnostics } from '../../api/diagnostics.ts';
import { isAbort, toProblem } from '../../api/problem.ts';
import { useRight } from '../../api/session.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { RightNote } from '../../ui/right-note.tsx';
import { saveFile } from '../../ui/save-file.ts';
import classes from './facts.module.css';
import { Topic } from './topic.tsx';

/** What support needs, as one file to send. */
export function DiagnosticsTopic(): JSX.Element {
  const { t } = useTranslation('settings');
  const may = useRight('settings');
  const [pictures, setPictures] = useState(false);
  const abort = useRef<AbortController>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const bundle = useMutation({
    mutationFn: async () => {
      abort.current = new AbortController();
      const content = await fetchDiagnostics(pictures, abort.current.signal);
      const day = new Date().toISOString().slice(0, 10);
      saveFile(content, `pitchline-diagnostics-${day}.tar.gz`);
    },
    networkMode: 'always',
  });
  return (
    <Topic name="diagnostics" title={t('topic.diagnostics')}>
      <p className={classes.note}>{t('diagnostics.hint')}</p>
      <RightNote right="settings" />
      {may === true && (
        <>
          <Switch
            size="lg"
            label={t('diagnostics.pictures')}
            description={t('diagnostics.picturesHint')}
            checked={pictures}
            onChange={(event) => setPictures(event.currentTarget.checked)}
          />
          <div className={classes.actions}>
            <Button size="md" loading={bundle.isPending} onClick={() => bundle.mutate()}>
              {t('diagnostics.make')}
            </Button>
            {bundle.isPending && (
              <Button variant="default" size="md" onClick={() => abort.current?.abort()}>
                {t('cancel')}
              </Button>
            )}
          </div>
          <p role="status">{bundle.isSuccess && t('diagnostics.made')}</p>
          {bundle.isError && !isAbort(bundle.error) && (
            <ProblemNote title={t('diagnostics.failed')} problem={toProblem(bundle.error)} />
          )}
        </>
      )}
    </Topic>
  );
}
