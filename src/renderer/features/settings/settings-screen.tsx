import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StationSettings } from '../../../shared/station-settings.ts';
import { toProblem } from '../../api/problem.ts';
import { useRight } from '../../api/session.ts';
import { settingsQuery, useSettingEvents } from '../../api/settings.ts';
import { InBar } from '../../ui/bar-slot.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { AuditTopic } from './audit/audit-topic.tsx';
import { FoldersTopic } from './folders/folders-topic.tsx';
import { PicturesTopic } from './pictures-topic.tsx';
import { SettingSaver } from './saver.tsx';
import { SettingList } from './setting-list.tsx';
import classes from './settings-screen.module.css';
import { TOPICS, Topic, type TopicName, topicId } from './topic.tsx';

/** Everything about the station that people set, by topic; saved as one types. */
export function SettingsScreen(): JSX.Element {
  const { t } = useTranslation('settings');
  const [sought, setSought] = useState('');
  useSettingEvents();
  const settings = useQuery(settingsQuery);
  return (
    <SettingSaver>
      <main className={classes.screen} aria-label={t('title')}>
        <InBar>
          <h1 className={classes.title}>{t('title')}</h1>
        </InBar>
        <nav className={classes.topics} aria-label={t('topics')}>
          <TextInput
            size="md"
            type="search"
            aria-label={t('search')}
            placeholder={t('search')}
            value={sought}
            onChange={(event) => setSought(event.currentTarget.value)}
          />
          {TOPICS.map((name) => (
            <button key={name} type="button" onClick={() => goToTopic(name)}>
              {t(`topic.${name}`)}
            </button>
          ))}
        </nav>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
        <section className={classes.list} tabIndex={0} aria-label={t('all')}>
          {settings.isPending && <p role="status">{t('loading')}</p>}
          {settings.isError && (
            <ProblemNote title={t('failed')} problem={toProblem(settings.error)}>
              <Button variant="default" onClick={() => settings.refetch()}>
                {t('again')}
              </Button>
            </ProblemNote>
          )}
          {settings.isSuccess && <Topics settings={settings.data} sought={sought} />}
        </section>
      </main>
    </SettingSaver>
  );
}

function Topics(props: {
  readonly settings: StationSettings;
  readonly sought: string;
}): JSX.Element {
  const { settings, sought } = props;
  const { t } = useTranslation('settings');
  const mayChange = useRight('settings') === true;
  const list = { settings, sought, disabled: !mayChange };
  return (
    <>
      {!mayChange && <p className={classes.locked}>{t('locked')}</p>}
      <FoldersTopic />
      <Topic name="station" title={t('topic.station')}>
        <SettingList {...list} topic="station" />
      </Topic>
      <PicturesTopic {...list} />
      <Topic name="backup" title={t('topic.backup')}>
        <SettingList {...list} topic="backup" />
      </Topic>
      <AuditTopic />
    </>
  );
}

/** Also the keyboard goes there: the next Tab is the topic's first control. */
function goToTopic(name: TopicName): void {
  const topic = document.getElementById(topicId(name));
  topic?.scrollIntoView({ block: 'start' });
  topic?.querySelector('h2')?.focus({ preventScroll: true });
}
