import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelList } from '../../../shared/api.ts';
import type { ModelVersion } from '../../../shared/models.ts';
import { useModelEvents } from '../../api/models.ts';
import { toProblem } from '../../api/problem.ts';
import { modelsQuery } from '../../api/queries.ts';
import { useRight } from '../../api/session.ts';
import { goToAddress, useAddress } from '../../ui/address.ts';
import { InBar } from '../../ui/bar-slot.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { RecipesModelsTabs } from '../../ui/recipes-models-tabs.tsx';
import { ActivateDialog } from './activate-dialog.tsx';
import { ChangeNote } from './change-note.tsx';
import { Devices } from './devices.tsx';
import { ImportDialog } from './import-dialog.tsx';
import classes from './models-screen.module.css';
import { RemoveDialog } from './remove-dialog.tsx';
import { TestDialog } from './test-dialog.tsx';
import { useDroppedFiles } from './use-dropped-files.ts';
import { type ModelChanges, useModelChanges } from './use-model-changes.ts';
import { VersionCard } from './version-card.tsx';
import { VersionTable } from './version-table.tsx';

/** What is installed, and what can be done with it; the version on show is in the address. */
export function ModelsScreen(): JSX.Element {
  const { t } = useTranslation('models');
  const models = useQuery(modelsQuery);
  const mayChange = useRight('models');
  const [files, setFiles] = useState<readonly File[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const changes = useModelChanges();
  const { isOver, handlers } = useDroppedFiles(mayChange === true, setFiles);
  useModelEvents();
  return (
    <main
      className={classes.screen}
      aria-label={t('title')}
      data-over={isOver || undefined}
      {...handlers}
    >
      <InBar>
        <h1 className={classes.title}>{t('title')}</h1>
        <RecipesModelsTabs current="models" />
      </InBar>
      <div className={classes.tools}>
        <Button size="md" disabled={mayChange !== true} onClick={() => input.current?.click()}>
          {t('import.open')}
        </Button>
        <p>{mayChange === false ? t('mayNot') : t('import.what')}</p>
        <input
          ref={input}
          type="file"
          hidden
          multiple
          data-dialog="model"
          onChange={({ currentTarget }) => {
            setFiles([...(currentTarget.files ?? [])]);
            currentTarget.value = '';
          }}
        />
      </div>
      <ChangeNote changes={changes} />
      {models.isPending && <p role="status">{t('loading')}</p>}
      {models.isError && models.data === undefined && (
        <ProblemNote title={t('title')} problem={toProblem(models.error)} />
      )}
      {models.data !== undefined && <Content list={models.data} changes={changes} />}
      {files.length > 0 && (
        <ImportDialog
          files={files}
          onDone={(version) => {
            setFiles([]);
            changes.tell('installed', version);
            show(version.sha256);
          }}
          onClose={() => setFiles([])}
        />
      )}
    </main>
  );
}

function show(sha256: string | null): void {
  const query = new URLSearchParams(sha256 === null ? {} : { id: sha256 });
  goToAddress({ path: 'models', query });
}

function Content(props: { readonly list: ModelList; readonly changes: ModelChanges }): JSX.Element {
  const { list, changes } = props;
  const { t } = useTranslation('models');
  const { query } = useAddress();
  const [asked, setAsked] = useState<'activate' | 'remove' | 'test' | null>(null);
  const of = (sha256: string | null): ModelVersion | null =>
    list.models.find((model) => model.sha256 === sha256) ?? null;
  const shown = of(query.get('id')) ?? of(list.live.yolo) ?? list.models[0] ?? null;
  const live = shown === null ? null : of(list.live[shown.kind]);
  const close = (): void => setAsked(null);
  return (
    <div className={classes.parts}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
      <section className={classes.list} tabIndex={0} aria-label={t('caption')}>
        {list.models.length === 0 ? (
          <p>{t('none')}</p>
        ) : (
          <VersionTable list={list} currentSha256={shown?.sha256 ?? null} />
        )}
        <h2>{t('devices')}</h2>
        <Devices />
      </section>
      {shown !== null && (
        <VersionCard
          key={shown.sha256}
          model={shown}
          list={list}
          isRollingBack={changes.isRollingBack}
          onActivate={() => setAsked('activate')}
          onRollBack={() => changes.rollBack(shown)}
          onTest={() => setAsked('test')}
          onRemove={() => setAsked('remove')}
        />
      )}
      {shown !== null && asked === 'activate' && (
        <ActivateDialog
          model={shown}
          live={live}
          onDone={() => {
            close();
            changes.tell('activated', shown, live);
          }}
          onClose={close}
        />
      )}
      {shown !== null && asked === 'remove' && (
        <RemoveDialog
          model={shown}
          onDone={() => {
            close();
            changes.tell('removed', shown);
            show(null);
          }}
          onClose={close}
        />
      )}
      {shown !== null && asked === 'test' && <TestDialog model={shown} onClose={close} />}
    </div>
  );
}
