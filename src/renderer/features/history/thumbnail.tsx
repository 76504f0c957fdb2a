import { type JSX, useEffect, useState } from 'react';
import { pictureOf } from '../../api/history.ts';
import { Icon } from '../../ui/icons.tsx';
import classes from './history-table.module.css';

/** In picture pixels: sharp on a screen of twice as many pixels. */
const SIDE = 96;
/** Rows that fly past in a fast scroll ask the station for nothing. */
const REST_MS = 120;

/** A small copy of the picture; decoration, for the row says in words what it is. */
export function Thumbnail(props: {
  readonly id: string;
  readonly hasPicture: boolean;
}): JSX.Element {
  const { id, hasPicture } = props;
  const [step, setStep] = useState<'resting' | 'shown' | 'missing'>('resting');
  useEffect(() => {
    if (!hasPicture) return;
    const timer = window.setTimeout(() => setStep('shown'), REST_MS);
    return () => window.clearTimeout(timer);
  }, [hasPicture]);
  if (!hasPicture || step === 'missing') {
    return (
      <span className={classes.noPicture}>
        <Icon name="open" size={22} stroke={1.4} />
      </span>
    );
  }
  if (step === 'resting') return <span className={classes.noPicture} />;
  return (
    <img
      className={classes.thumbnail}
      src={pictureOf(id, SIDE)}
      alt=""
      decoding="async"
      onError={() => setStep('missing')}
    />
  );
}
