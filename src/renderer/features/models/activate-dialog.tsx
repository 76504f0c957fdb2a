import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelVersion } from '../../../shared/models.ts';
import { activateModel, refreshModels } from '../../api/models.ts';
import { toProblem } from '../../api/problem.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { differences } from './differences.ts';
import { UnfitNote } from './unfit-note.tsx';

export interface ActivateDialogProps {
  readonly model: ModelVersion;
  /** The one that is live now; null where none is. */
  readonly live: ModelVersion | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Says what will judge otherwise, before it does. */
export function ActivateDialog({ model, live, onDone, onClose }: ActivateDialogProps): JSX.Element {
  const { t } = useTranslation(['models', 'frame']);
  const ref = `${model.name}:${model.version}`;
  const activate = useMutation({
    mutationFn: () => activateModel(model.sha256),
    networkMode: 'always',
    onSuccess: async () => {
      await refreshModels();
      onDone();
    },
  });
  const changes = live === null ? null : differences(live, model);
  return (
    <Dialog
      title={t('activation.title', { ref })}
      size={620}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" size="md" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button size="md" loading={activate.isPending} onClick={() => activate.mutate()}>
            {t('activate')}
          </Button>
        </>
      }
    >
      <p>
        {live === null
          ? t('activation.first', { ref, kind: t(`frame:model.${model.kind}`) })
          : t('activation.instead', {
              ...{ ref, kind: t(`frame:model.${model.kind}`) },
              live: `${live.name}:${live.version}`,
            })}
      </p>
      {changes !== null && (
        <ul>
          {changes.added.length > 0 && (
            <li>{t('activation.added', { classes: changes.added.join(', ') })}</li>
          )}
          {changes.missing.length > 0 && (
            <li>{t('activation.missing', { classes: changes.missing.join(', ') })}</li>
          )}
          {changes.input !== null && <li>{t('activation.input', changes.input)}</li>}
          {changes.task !== null && <li>{t('activation.task', changes.task)}</li>}
        </ul>
      )}
      <UnfitNote model={model} />
      <p>{t('activation.back')}</p>
      {activate.isError && (
        <ProblemNote title={t('activation.failed')} problem={toProblem(activate.error)} />
      )}
    </Dialog>
  );
}
