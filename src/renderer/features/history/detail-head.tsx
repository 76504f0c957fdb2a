import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../shared/history-entry.ts';
import { Icon, type IconName } from '../../ui/icons.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import classes from './detail-head.module.css';
import type { DetailProps } from './detail-props.ts';

export interface DetailHeadProps extends DetailProps {
  /** Null until it has come. */
  readonly entry: HistoryEntry | null;
}

/** Which one it is, the verdict that counts, and the ways to the next one and back. */
export function DetailHead(props: DetailHeadProps): JSX.Element {
  const { entry, isWhole, canStep, onStep, onWhole, onClose } = props;
  const { t } = useTranslation(['history', 'frame']);
  const formats = useFormats();
  return (
    <header className={classes.head}>
      <div className={classes.verdict}>
        {entry !== null && <VerdictSign verdict={entry.effective} size="line" />}
      </div>
      <div className={classes.names}>
        <h2 title={entry?.file}>{entry?.file ?? t('loading')}</h2>
        {entry !== null && (
          <p>
            <time dateTime={entry.at} title={t('utc', { time: entry.at })}>
              {formats.moment(entry.at)}
            </time>
            {entry.disposition !== 'none' &&
              ` · ${t(`disposition.${entry.disposition}`)}, ${t('stationSaid', {
                verdict: t(`frame:verdict.${entry.verdict}`),
              })}`}
          </p>
        )}
      </div>
      <div className={classes.buttons}>
        <HeadButton
          icon="up"
          label={t('newer')}
          disabled={!canStep.newer}
          onClick={() => onStep(-1)}
        />
        <HeadButton
          icon="down"
          label={t('older')}
          disabled={!canStep.older}
          onClick={() => onStep(1)}
        />
        <HeadButton
          icon="whole"
          label={isWhole ? t('beside') : t('whole')}
          pressed={isWhole}
          onClick={onWhole}
        />
        <HeadButton icon="clear" label={t('close')} onClick={onClose} />
      </div>
    </header>
  );
}

function HeadButton(props: {
  readonly icon: IconName;
  readonly label: string;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly onClick: () => void;
}): JSX.Element {
  const { icon, label, disabled, pressed, onClick } = props;
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} size={22} />
    </button>
  );
}
