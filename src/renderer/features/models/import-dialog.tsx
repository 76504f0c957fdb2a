import { Button } from '@mantine/core';
import { type JSX, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelVersion } from '../../../shared/models.ts';
import { type ImportWishes, importModel, refreshModels } from '../../api/models.ts';
import { isAbort, type RequestProblem, toProblem } from '../../api/problem.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import classes from './import-dialog.module.css';
import { ImportOptions } from './import-options.tsx';

export interface ImportDialogProps {
  readonly files: readonly File[];
  readonly onDone: (version: ModelVersion) => void;
  readonly onClose: () => void;
}

const NOTHING: ImportWishes = { name: '', classes: '', imageSize: '', task: '', activate: false };

/** What is about to be installed, what the file may not say, and how far it is. */
export function ImportDialog({ files, onDone, onClose }: ImportDialogProps): JSX.Element {
  const { t } = useTranslation('models');
  const formats = useFormats();
  const [wishes, setWishes] = useState(NOTHING);
  /** Null while nothing runs. */
  const [sent, setSent] = useState<number | null>(null);
  const [problem, setProblem] = useState<RequestProblem | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const models = files.filter((file) => /\.onnx$/i.test(file.name));
  const start = async (): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    setProblem(null);
    setSent(0);
    try {
      const version = await importModel(files, wishes, setSent, controller.signal);
      await refreshModels();
      onDone(version);
    } catch (error) {
      if (!isAbort(error)) setProblem(toProblem(error));
      setSent(null);
    }
  };
  const isRunning = sent !== null;
  return (
    <Dialog
      title={t('import.title')}
      size={640}
      onClose={onClose}
      foot={
        <>
          <Button
            variant="default"
            size="md"
            onClick={() => (isRunning ? running.current?.abort() : onClose())}
          >
            {t('cancel')}
          </Button>
          <Button
            size="md"
            disabled={isRunning || models.length !== 1}
            onClick={() => void start()}
          >
            {t('import.start')}
          </Button>
        </>
      }
    >
      <ul className={classes.files}>
        {files.map((file) => (
          <li key={file.name}>
            <span>{file.name}</span>
            <span>{formats.bytes(file.size)}</span>
          </li>
        ))}
      </ul>
      {models.length !== 1 && <p role="alert">{t('import.oneModel', { count: models.length })}</p>}
      {sent !== null ? (
        <div className={classes.progress}>
          <progress
            aria-label={t('import.progress')}
            max={1}
            {...(sent < 1 ? { value: sent } : {})}
          />
          <p role="status">
            {sent < 1
              ? t('import.sending', { share: formats.percent(sent) })
              : t('import.checking')}
          </p>
        </div>
      ) : (
        <>
          {problem !== null && <ProblemNote title={t('import.failed')} problem={problem} />}
          <ImportOptions wishes={wishes} onChange={setWishes} />
        </>
      )}
    </Dialog>
  );
}
