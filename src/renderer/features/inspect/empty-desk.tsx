import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { toProblem } from '../../api/problem.ts';
import { demoQuery } from '../../api/queries.ts';
import { Icon } from '../../ui/icons.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import classes from './empty-desk.module.css';
import { goToFolders } from './live/live-empty.tsx';
import { desk } from './use-desk.ts';

const DEMOS_SHOWN = 3;

export interface EmptyDeskProps {
  readonly onOpen: () => void;
  readonly onFolder: () => void;
}

/** Nothing is open: one place to drop, two buttons, and something to try. */
export function EmptyDesk({ onOpen, onFolder }: EmptyDeskProps): JSX.Element {
  const { t } = useTranslation(['inspect', 'live']);
  return (
    <div className={classes.empty}>
      <section className={classes.target}>
        <Icon name="open" size={64} stroke={1.2} />
        <h2>{t('drop.title')}</h2>
        <p>{t('drop.hint')}</p>
        <div className={classes.buttons}>
          <Button size="xl" onClick={onOpen} leftSection={<Icon name="open" size={22} />}>
            {t('open')}
          </Button>
          <Button
            size="xl"
            variant="default"
            onClick={onFolder}
            leftSection={<Icon name="folder" size={22} />}
          >
            {t('folder')}
          </Button>
          <Button
            size="xl"
            variant="default"
            onClick={goToFolders}
            leftSection={<Icon name="inspect" size={22} />}
          >
            {t('live:empty.watch')}
          </Button>
        </div>
      </section>
      <Demos />
    </div>
  );
}

function Demos(): JSX.Element | null {
  const { t } = useTranslation(['inspect', 'frame']);
  const demo = useQuery(demoQuery);
  if (demo.isPending) return <p role="status">{t('drop.demoLoading')}</p>;
  if (demo.isError) {
    return (
      <ProblemNote title={t('drop.demoMissing')} problem={toProblem(demo.error)}>
        <Button variant="default" onClick={() => demo.refetch()}>
          {t('frame:problem.retry')}
        </Button>
      </ProblemNote>
    );
  }
  const { pictures } = demo.data;
  if (pictures.length === 0) return null;
  // Spread over the list, which comes sorted by kind of part.
  const step = Math.max(1, Math.floor(pictures.length / DEMOS_SHOWN));
  const few = pictures.filter((_, place) => place % step === 0).slice(0, DEMOS_SHOWN);
  return (
    <section className={classes.demos} aria-label={t('drop.demoTitle')}>
      <h2>{t('drop.demoTitle')}</h2>
      <ul>
        {few.map((picture) => (
          <li key={picture.sha256}>
            <button
              type="button"
              aria-label={t('drop.demo', { name: picture.name })}
              onClick={() => desk.openStored([picture])}
            >
              <img src={`${picture.url}?max=512`} alt="" />
              <span>{picture.name}</span>
            </button>
          </li>
        ))}
      </ul>
      <Button variant="default" size="lg" onClick={() => desk.openStored(pictures)}>
        {t('drop.demoAll', { count: pictures.length })}
      </Button>
    </section>
  );
}
