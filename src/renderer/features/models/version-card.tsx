import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelList } from '../../../shared/api.ts';
import { BUNDLED, type ModelVersion } from '../../../shared/models.ts';
import { modelQuery } from '../../api/models.ts';
import { toProblem } from '../../api/problem.ts';
import { useRight } from '../../api/session.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { Badges } from './badges.tsx';
import { DevicePart } from './device-part.tsx';
import { Markdown } from './markdown.tsx';
import classes from './version-card.module.css';
import { VersionFacts } from './version-facts.tsx';

export interface VersionCardProps {
  readonly model: ModelVersion;
  readonly list: ModelList;
  readonly isRollingBack: boolean;
  readonly onActivate: () => void;
  readonly onRollBack: () => void;
  readonly onTest: () => void;
  readonly onRemove: () => void;
}

/** Everything about one version, and what can be done with it. */
export function VersionCard(props: VersionCardProps): JSX.Element {
  const { model, list, isRollingBack, onActivate, onRollBack, onTest, onRemove } = props;
  const { t } = useTranslation('models');
  const mayChange = useRight('models') === true;
  const mayRemove = useRight('remove') === true;
  const { kind, sha256, source } = model;
  const isLive = list.live[kind] === sha256;
  const previous = list.models.find((other) => other.sha256 === list.previous[kind]);
  const removal = isLive ? t('noRemoval.live') : source === BUNDLED ? t('noRemoval.bundled') : null;
  const [isRemovalAsked, setRemovalAsked] = useState(false);
  return (
    <aside className={classes.card} aria-label={t('card')}>
      <header className={classes.head}>
        <h2>
          {model.name}:{model.version}
        </h2>
        <Badges model={model} list={list} />
      </header>
      <div className={classes.buttons}>
        {!isLive && (
          <Button size="md" disabled={!mayChange} onClick={onActivate}>
            {t('activate')}
          </Button>
        )}
        {isLive && previous !== undefined && (
          <Button size="md" disabled={!mayChange} loading={isRollingBack} onClick={onRollBack}>
            {t('rollBack', { ref: `${previous.name}:${previous.version}` })}
          </Button>
        )}
        <Button variant="default" size="md" onClick={onTest}>
          {t('test.open')}
        </Button>
        <Button
          variant="default"
          size="md"
          disabled={!mayRemove}
          onClick={() => (removal === null ? onRemove() : setRemovalAsked(true))}
        >
          {t('remove')}
        </Button>
      </div>
      {isRemovalAsked && removal !== null && (
        <p className={classes.note} role="alert">
          {removal}
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
      <section className={classes.content} tabIndex={0} aria-label={t('about')}>
        <VersionFacts model={model} />
        <DevicePart key={sha256} model={model} mayChange={mayChange} />
        <About sha256={sha256} />
      </section>
    </aside>
  );
}

function About({ sha256 }: { readonly sha256: string }): JSX.Element {
  const { t } = useTranslation('models');
  const formats = useFormats();
  const about = useQuery(modelQuery(sha256));
  if (about.isPending) return <p role="status">{t('cardLoading')}</p>;
  if (about.isError) {
    return <ProblemNote title={t('cardFailed')} problem={toProblem(about.error)} />;
  }
  const { card, history } = about.data;
  return (
    <>
      <section aria-label={t('history.title')}>
        <h3>{t('history.title')}</h3>
        <ul className={classes.history}>
          {history.map(({ at, kind, name }) => (
            <li key={`${at} ${kind}`}>
              <time dateTime={at} title={at}>
                {formats.date(at)}
              </time>{' '}
              {t(`history.${kind}`)}, {name}
            </li>
          ))}
        </ul>
      </section>
      <section aria-label={t('makerWrote')}>
        {card === null ? (
          <p className={classes.quiet}>{t('noCard')}</p>
        ) : (
          <Markdown source={card} />
        )}
      </section>
    </>
  );
}
