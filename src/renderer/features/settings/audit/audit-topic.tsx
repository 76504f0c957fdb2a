import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { auditQuery } from '../../../api/audit.ts';
import { toProblem } from '../../../api/problem.ts';
import { useRight } from '../../../api/session.ts';
import { ProblemNote } from '../../../ui/problem-note.tsx';
import { Topic } from '../topic.tsx';
import { AuditList } from './audit-list.tsx';
import classes from './audit-topic.module.css';
import { VerifyLog } from './verify-log.tsx';

const PAUSE_MS = 300;

/** Who changed what and when, and whether anybody touched that record. */
export function AuditTopic(): JSX.Element {
  const { t } = useTranslation('settings');
  const mayLook = useRight('audit');
  return (
    <Topic name="audit" title={t('topic.audit')}>
      {mayLook === false && <p className={classes.note}>{t('audit.locked')}</p>}
      {mayLook === true && (
        <>
          <VerifyLog />
          <Trail />
        </>
      )}
    </Topic>
  );
}

function Trail(): JSX.Element {
  const { t } = useTranslation('settings');
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const trail = useInfiniteQuery(auditQuery(text));
  const entries = trail.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <>
      <div className={classes.search}>
        <TextInput
          size="md"
          type="search"
          label={t('audit.search')}
          description={t('audit.searchHint')}
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button variant="default" size="md" onClick={() => trail.refetch()}>
          {t('audit.refresh')}
        </Button>
      </div>
      {trail.isPending && <p role="status">{t('loading')}</p>}
      {trail.isError && <ProblemNote title={t('audit.failed')} problem={toProblem(trail.error)} />}
      {trail.isSuccess && entries.length === 0 && <p role="status">{t('audit.none')}</p>}
      {entries.length > 0 && <AuditList entries={entries} />}
      {trail.hasNextPage && (
        <Button
          variant="default"
          size="md"
          loading={trail.isFetchingNextPage}
          onClick={() => trail.fetchNextPage()}
        >
          {t('audit.more')}
        </Button>
      )}
    </>
  );
}
