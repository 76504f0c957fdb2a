import { type JSX, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoredPicture } from '../../../shared/api.ts';
import type { Inspection } from '../../../shared/domain.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import { PictureViewer } from '../../ui/viewer/picture-viewer.tsx';
import { useShapes } from '../../ui/viewer/use-shapes.ts';
import { createViewStore } from '../../ui/viewer/view-store.ts';
import classes from './test-dialog.module.css';

export interface TestResultProps {
  readonly picture: StoredPicture;
  readonly inspection: Inspection;
}

const LAYERS = { boxes: true, masks: true, labels: true };

/** What the version makes of the picture: drawn, and in words. */
export function TestResult({ picture, inspection }: TestResultProps): JSX.Element {
  const { t } = useTranslation(['models', 'frame']);
  const formats = useFormats();
  const view = useMemo(createViewStore, []);
  const [hovered, setHovered] = useState<number | null>(null);
  const { detections, width, height, device, timings, verdict, error } = inspection;
  const size = useMemo(
    () => (width === null || height === null ? null : { width, height }),
    [width, height],
  );
  const shapes = useShapes(detections);
  return (
    <div className={classes.result}>
      <div className={classes.stage}>
        <PictureViewer
          name={picture.name}
          url={picture.url}
          size={size}
          view={view}
          shapes={shapes}
          layers={LAYERS}
          hovered={hovered}
          selected={null}
          onHover={setHovered}
          onSelect={setHovered}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key */}
      <section className={classes.found} tabIndex={0} aria-label={t('test.result')}>
        <p role="status">
          <VerdictSign verdict={verdict} size="line" />{' '}
          {t('test.detections', { count: detections.length })}
        </p>
        {error !== null && <ProblemNote title={t('test.failed')} problem={error} />}
        <ol>
          {detections.map((detection, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a detection has no other name
            <li key={index} data-hovered={hovered === index || undefined}>
              <span>{detection.className}</span>
              <span>{formats.score(detection.score)}</span>
            </li>
          ))}
        </ol>
        {device !== null && (
          <p className={classes.quiet}>
            {t('test.ran', {
              device: t(`frame:device.${device}`),
              ms: formats.milliseconds(timings.totalMs),
            })}
          </p>
        )}
      </section>
    </div>
  );
}
