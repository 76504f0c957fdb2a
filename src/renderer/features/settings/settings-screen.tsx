import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../shared/assert-never.ts';
import type { StationSettings } from '../../../shared/station-settings.ts';
import { toProblem } from '../../api/problem.ts';
import { useRight } from '../../api/session.ts';
import { settingsQuery, useSettingEvents } from '../../api/settings.ts';
import { useAddress } from '../../ui/address.ts';
import { InBar } from '../../ui/bar-slot.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { AboutTopic } from './about-topic.tsx';
import { AppearanceTopic } from './appearance-topic.tsx';
import { AuditTopic } from './audit/audit-topic.tsx';
import { DevicesTopic } from './devices-topic.tsx';
import { DiagnosticsTopic } from './diagnostics-topic.tsx';
import { FoldersTopic } from './folders/folders-topic.tsx';
import { KioskTopic } from './kiosk-topic.tsx';
import { PeopleTopic } from './people/people-topic.tsx';
import { PicturesTopic } from './pictures-topic.tsx';
import { SettingSaver } from './saver.tsx';
import { SettingList, type SettingListProps } from './setting-list.tsx';
import classes from './settings-screen.module.css';
import { TOPICS, Topic, type TopicName, topicId } from './topic.tsx';
import { type Found, useFound } from './use-found.ts';

/** Everything about the station that people set, by topic; saved as one types. */
export function SettingsScreen(): JSX.Element {
  const { t } = useTranslation('settings');
  const [sought, setSought] = useState('');
  useSettingEvents();
  const settings = useQuery(settingsQuery);
  const found = useFound(sought.trim());
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
          {found.map(({ topic }) => (
            <button key={topic} type="button" onClick={() => goToTopic(topic)}>
              {t(`topic.${topic}`)}
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
          {settings.isSuccess && <Topics settings={settings.data} found={found} />}
          {found.length === 0 && <p role="status">{t('nothingFound', { sought })}</p>}
        </section>
      </main>
    </SettingSaver>
  );
}

function Topics(props: {
  readonly settings: StationSettings;
  readonly found: readonly Found[];
}): JSX.Element {
  const { settings, found } = props;
  const { t } = useTranslation('settings');
  const mayChange = useRight('settings') === true;
  const named = useAddress().query.get('topic');
  useEffect(() => {
    const topic = TOPICS.find((candidate) => candidate === named);
    if (topic !== undefined) goToTopic(topic);
  }, [named]);
  return (
    <>
      {!mayChange && <p className={classes.locked}>{t('locked')}</p>}
      {found.map(({ topic, within }) => (
        <OneTopic
          key={topic}
          topic={topic}
          list={{ settings, sought: within, disabled: !mayChange }}
        />
      ))}
    </>
  );
}

function OneTopic(props: {
  readonly topic: TopicName;
  readonly list: SettingListProps;
}): JSX.Element {
  const { topic, list } = props;
  const { t } = useTranslation('settings');
  switch (topic) {
    case 'folders':
      return <FoldersTopic />;
    case 'station':
    case 'backup':
      return (
        <Topic name={topic} title={t(`topic.${topic}`)}>
          <SettingList {...list} topic={topic} />
        </Topic>
      );
    case 'people':
      return <PeopleTopic settings={list.settings} />;
    case 'appearance':
      return <AppearanceTopic />;
    case 'pictures':
      return <PicturesTopic {...list} />;
    case 'devices':
      return <DevicesTopic />;
    case 'kiosk':
      return <KioskTopic />;
    case 'audit':
      return <AuditTopic />;
    case 'diagnostics':
      return <DiagnosticsTopic />;
    case 'about':
      return <AboutTopic />;
    default:
      return assertNever(topic);
  }
}

/** Also the keyboard goes there: the next Tab is the topic's first control. */
function goToTopic(name: TopicName): void {
  const topic = document.getElementById(topicId(name));
  topic?.scrollIntoView({ block: 'start' });
  topic?.querySelector('h2')?.focus({ preventScroll: true });
}
