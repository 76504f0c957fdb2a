import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredPicture } from '../../../../shared/api.ts';
import { type RequestProblem, toProblem } from '../../../api/problem.ts';
import { demoQuery, stationClient } from '../../../api/queries.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import classes from './preview.module.css';
import type { Source } from './use-preview.ts';

export interface SourceBarProps {
  readonly source: Source | null;
  readonly onSource: (source: Source) => void;
}

/** Which picture the recipe is tried on: a demo picture, one's own, or one of History. */
export function SourceBar({ source, onSource }: SourceBarProps): JSX.Element {
  const { t } = useTranslation('recipes');
  const demos = useQuery(demoQuery).data?.pictures ?? [];
  const [own, setOwn] = useState<readonly StoredPicture[]>([]);
  const [isChoosing, setIsChoosing] = useState(false);
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const first = demos.find(({ name }) => !name.includes('good')) ?? demos[0];

  useEffect(() => {
    if (source === null && first !== undefined) onSource({ kind: 'stored', picture: first });
  }, [source, first, onSource]);

  const upload = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setProblem(null);
    try {
      const picture = await stationClient.storePicture(file);
      setOwn((before) => [...before.filter(({ sha256 }) => sha256 !== picture.sha256), picture]);
      onSource({ kind: 'stored', picture });
    } catch (error) {
      setProblem(toProblem(error));
    }
  };
  const pictures = [...own, ...demos];
  const current = source?.kind === 'stored' ? source.picture.sha256 : (source?.id ?? '');
  return (
    <div className={classes.source}>
      <NativeSelect
        size="sm"
        label={t('preview.picture')}
        value={current}
        data={[
          ...(source?.kind === 'inspection'
            ? [{ value: source.id, label: t('preview.fromHistory', { id: source.id.slice(-6) }) }]
            : []),
          ...pictures.map(({ sha256, name }) => ({ value: sha256, label: name })),
        ]}
        onChange={(event) => {
          const picture = pictures.find(({ sha256 }) => sha256 === event.currentTarget.value);
          if (picture !== undefined) onSource({ kind: 'stored', picture });
        }}
      />
      <Button size="sm" variant="default" onClick={() => input.current?.click()}>
        {t('preview.upload')}
      </Button>
      <Button size="sm" variant="default" onClick={() => setIsChoosing(true)}>
        {t('preview.history')}
      </Button>
      <input
        ref={input}
        type="file"
        accept="image/*,.bmp,.tif,.tiff"
        hidden
        aria-label={t('preview.upload')}
        onChange={(event) => {
          void upload(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      {problem !== null && (
        <div className={classes.wide}>
          <ProblemNote title={t('preview.uploadFailed')} problem={problem} />
        </div>
      )}
      {isChoosing && (
        <HistoryDialog
          onClose={() => setIsChoosing(false)}
          onChoose={(id) => {
            setIsChoosing(false);
            onSource({ kind: 'inspection', id });
          }}
        />
      )}
    </div>
  );
}
