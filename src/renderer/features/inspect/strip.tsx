import { Button, Progress } from '@mantine/core';
import { type JSX, memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelKind, Verdict } from '../../../shared/domain.ts';
import { Icon } from '../../ui/icons.tsx';
import { ToolButton } from '../../ui/tool-button.tsx';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import {
  type DeskPicture,
  type DeskState,
  isUnderWay,
  isUnreadable,
  progressOf,
} from './desk-state.ts';
import { verdictOf } from './shown.ts';
import classes from './strip.module.css';
import { desk } from './use-desk.ts';

export interface StripProps {
  readonly state: DeskState;
  readonly threshold: number;
  readonly onOpen: () => void;
  readonly onFolder: () => void;
}

/** All pictures on the desk with their verdicts, how far they are, and how to bring more. */
export function Strip({ state, threshold, onOpen, onFolder }: StripProps): JSX.Element {
  const { t } = useTranslation(['inspect', 'frame']);
  const { pictures, selected, model } = state;
  const progress = progressOf(state, model);
  const modelName = t(`frame:model.${model}`);
  const verdicts = pictures.map(({ outcomes }) => verdictOf(outcomes[model], threshold));
  const count = (wanted: Verdict): number =>
    verdicts.filter((verdict) => verdict === wanted).length;
  return (
    <footer className={classes.strip}>
      <div className={classes.actions}>
        <ToolButton icon="open" label={t('openShort')} hint={t('open')} onClick={onOpen} />
        <ToolButton icon="folder" label={t('folderShort')} hint={t('folder')} onClick={onFolder} />
        <ToolButton icon="clear" label={t('clear')} onClick={() => desk.clear()} />
      </div>
      <div className={classes.middle}>
        {pictures.length > 1 && (
          <div className={classes.progress}>
            <span>
              {t('progress', { done: progress.settled, total: progress.total })}
              {' · '}
              {t('counts', { ng: count('ng'), ok: count('ok'), error: count('error') })}
            </span>
            {progress.underWay > 0 && (
              <>
                <Progress
                  className={classes.meter ?? ''}
                  value={(100 * progress.settled) / progress.total}
                  aria-label={t('progress', { done: progress.settled, total: progress.total })}
                />
                <Button variant="default" size="compact-md" onClick={() => desk.cancelAll()}>
                  {t('cancel')}
                </Button>
              </>
            )}
            {progress.underWay === 0 && progress.unjudged > 0 && (
              <Button variant="default" size="compact-md" onClick={() => desk.judgeRest()}>
                {t('judgeRest', { count: progress.unjudged, model: modelName })}
              </Button>
            )}
          </div>
        )}
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
        <ol className={classes.pictures} aria-label={t('strip')} tabIndex={0}>
          {pictures.map((picture, place) => (
            <Thumb
              key={picture.id}
              picture={picture}
              model={model}
              verdict={verdicts[place] ?? null}
              isSelected={picture.id === selected}
            />
          ))}
        </ol>
      </div>
    </footer>
  );
}

interface ThumbProps {
  readonly picture: DeskPicture;
  readonly model: ModelKind;
  readonly verdict: Verdict | null;
  readonly isSelected: boolean;
}

const Thumb = memo(function Thumb({ picture, model, verdict, isSelected }: ThumbProps) {
  const { t } = useTranslation(['inspect', 'frame']);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isSelected) button.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isSelected]);
  const outcome = picture.outcomes[model];
  const state =
    verdict !== null
      ? t(`frame:verdict.${verdict}`)
      : outcome === undefined
        ? t('state.unjudged', { model: t(`frame:model.${model}`) })
        : outcome.step === 'judged'
          ? ''
          : t(`state.${outcome.step}`);
  const label = t('stripItem', { name: picture.name, state });
  return (
    <li>
      <button
        ref={button}
        type="button"
        className={classes.thumb}
        data-verdict={verdict ?? undefined}
        aria-current={isSelected ? 'true' : undefined}
        aria-label={label}
        title={label}
        onClick={() => desk.select(picture.id)}
      >
        {picture.stored === null || isUnderWay(outcome) || isUnreadable(outcome) ? (
          <Icon name="open" size={28} stroke={1.2} />
        ) : (
          <img src={`${picture.stored.url}?max=256`} alt="" loading="lazy" decoding="async" />
        )}
        {verdict !== null && (
          <span className={classes.mark}>
            <VerdictSign verdict={verdict} size="mark" />
          </span>
        )}
      </button>
    </li>
  );
});
