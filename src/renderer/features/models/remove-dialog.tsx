import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelVersion } from '../../../shared/models.ts';
import { refreshModels, removeModel } from '../../api/models.ts';
import { toProblem } from '../../api/problem.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';

export interface RemoveDialogProps {
  readonly model: ModelVersion;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks before a version is deleted for good. */
export function RemoveDialog({ model, onDone, onClose }: RemoveDialogProps): JSX.Element {
  const { t } = useTranslation('models');
  const remove = useMutation({
    mutationFn: () => removeModel(model.sha256),
    networkMode: 'always',
    onSuccess: async () => {
      onDone();
      await refreshModels();
    },
  });
  return (
    <Dialog
      title={t('removal.title', { ref: `${model.name}:${model.version}` })}
      size={560}
      onClose={onClose}
      foot={
        <>
          <Button variant="default" size="md" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button size="md" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('remove')}
          </Button>
        </>
      }
    >
      <p>{t('removal.what')}</p>
      {remove.isError && (
        <ProblemNote title={t('removal.failed')} problem={toProblem(remove.error)} />
      )}
    </Dialog>
  );
}
