import { type JSX, memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderStatus } from '../../../../shared/folders.ts';
import { pictureOf } from '../../../api/history.ts';
import { fileName } from '../../../ui/file-name.ts';
import { Icon } from '../../../ui/icons.tsx';
import { ToolButton } from '../../../ui/tool-button.tsx';
import { VerdictSign } from '../../../ui/verdict-sign.tsx';
import classes from '../strip.module.css';
import { IdleText } from './idle-text.tsx';
import type { LivePicture, LiveState } from './live-state.ts';

/** Longest side of a thumbnail, in pixels. */
const THUMB_SIDE = 256;

export interface LiveStripProps {
  readonly state: LiveState;
  /** The picture on the screen. */
  readonly shown: string;
  /** How many came since one is held. */
  readonly missed: number;
  readonly folders: readonly FolderStatus[];
  readonly onHold: (id: string | null) => void;
}

/** The last pictures, newest first; one can be held while work goes on. */
export function LiveStrip(props: LiveStripProps): JSX.Element {
  const { state, shown, missed, folders, onHold } = props;
  const { t } = useTranslation('live');
  const isHeld = state.held !== null;
  return (
    <footer className={classes.strip}>
      <div className={classes.actions}>
        <ToolButton
          icon="hold"
          label={isHeld ? t('return') : t('hold')}
          hint={isHeld ? t('returnHint') : t('holdHint')}
          pressed={isHeld}
          onClick={() => onHold(isHeld ? null : shown)}
        />
      </div>
      <div className={classes.middle}>
        <div className={classes.progress}>
          {isHeld && <strong role="status">{t('held', { count: missed })}</strong>}
          <span>
            <IdleText folders={folders} since={state.pictures[0]?.at ?? null} />
          </span>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
        <ol className={classes.pictures} aria-label={t('strip')} tabIndex={0}>
          {state.pictures.map((picture) => (
            <Thumb
              key={picture.id}
              picture={picture}
              isShown={picture.id === shown}
              onHold={onHold}
            />
          ))}
        </ol>
      </div>
    </footer>
  );
}

interface ThumbProps {
  readonly picture: LivePicture;
  readonly isShown: boolean;
  readonly onHold: (id: string) => void;
}

const Thumb = memo(function Thumb({ picture, isShown, onHold }: ThumbProps) {
  const { t } = useTranslation(['live', 'frame']);
  const [isMissing, setIsMissing] = useState(false);
  const { id, file, serial, effective } = picture;
  const label = t('stripItem', {
    name: serial ?? fileName(file),
    verdict: t(`frame:verdict.${effective}`),
  });
  return (
    <li>
      <button
        type="button"
        className={classes.thumb}
        data-verdict={effective}
        aria-current={isShown ? 'true' : undefined}
        aria-label={label}
        title={label}
        onClick={() => onHold(id)}
      >
        {isMissing || effective === 'error' ? (
          <Icon name="open" size={28} stroke={1.2} />
        ) : (
          <img
            src={pictureOf(id, THUMB_SIDE)}
            alt=""
            loading="lazy"
            decoding="async"
            onError={() => setIsMissing(true)}
          />
        )}
        <span className={classes.mark}>
          <VerdictSign verdict={effective} size="mark" />
        </span>
      </button>
    </li>
  );
});
