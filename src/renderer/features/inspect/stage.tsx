import { type JSX, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelKind } from '../../../shared/domain.ts';
import { Icon } from '../../ui/icons.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { VerdictSign } from '../../ui/verdict-sign.tsx';
import type { Layers } from '../../ui/viewer/draw.ts';
import { PictureViewer } from '../../ui/viewer/picture-viewer.tsx';
import { toShape } from '../../ui/viewer/shapes.ts';
import pair from '../../ui/viewer/side-by-side.module.css';
import type { StageGeometry } from '../../ui/viewer/use-stage-actions.ts';
import type { ViewStore } from '../../ui/viewer/view-store.ts';
import { type DeskPicture, isUnreadable } from './desk-state.ts';
import type { Highlight } from './highlight.ts';
import type { Shown } from './shown.ts';
import classes from './stage.module.css';

export interface StageProps {
  readonly picture: DeskPicture;
  /** One, or both side by side. */
  readonly models: readonly ModelKind[];
  readonly shown: Readonly<Partial<Record<ModelKind, Shown>>>;
  readonly view: ViewStore;
  readonly layers: Layers;
  readonly hovered: Highlight;
  readonly selected: Highlight;
  readonly onHover: (model: ModelKind, index: number | null) => void;
  readonly onSelect: (model: ModelKind, index: number | null) => void;
  readonly onGeometry: (geometry: StageGeometry) => void;
}

/** The picture at hand, as large as can be; two of it, moving as one, when models are compared. */
export function Stage(props: StageProps): JSX.Element {
  return (
    <div className={pair.pair} data-count={props.models.length}>
      {props.models.map((model) => (
        <OneStage key={model} {...props} model={model} />
      ))}
    </div>
  );
}

function OneStage(props: StageProps & { readonly model: ModelKind }): JSX.Element {
  const { picture, model, models, view, layers, onHover, onSelect, onGeometry } = props;
  const { t } = useTranslation(['inspect', 'frame', 'viewer']);
  const formats = useFormats();
  const shown = props.shown[model] ?? { step: 'none' };
  const isCompared = models.length > 1;
  const detections = shown.step === 'judged' ? shown.detections : null;
  const shapes = useMemo(
    () =>
      (detections ?? []).map(({ detection, index }, place) => {
        const number = isCompared ? '' : `${place + 1} `;
        return toShape(
          detection,
          index,
          `${number}${detection.className} ${formats.score(detection.score)}`,
        );
      }),
    [detections, formats, isCompared],
  );
  const { width, height } = shown.step === 'judged' ? shown.inspection : {};
  const size = useMemo(() => (width && height ? { width, height } : null), [width, height]);
  const isLost = isUnreadable(picture.outcomes[model]);

  return (
    <section className={pair.one} aria-label={t(`frame:model.${model}`)}>
      {isCompared && (
        <header className={pair.head}>
          <strong>{t(`frame:model.${model}`)}</strong>
          {shown.step === 'judged' || shown.step === 'problem' ? (
            <VerdictSign verdict={shown.verdict} size="line" />
          ) : (
            shown.step !== 'none' && <span>{t(`verdict.${shown.step}`)}</span>
          )}
          {shown.step === 'judged' && (
            <span className={classes.time}>
              {t('facts.milliseconds', {
                ms: formats.milliseconds(shown.inspection.timings.totalMs),
              })}
            </span>
          )}
        </header>
      )}
      {picture.stored === null || isLost ? (
        <div className={classes.blank} role="status">
          <Icon name="open" size={48} stroke={1.2} />
          {shown.step === 'problem' ? t('viewer:unavailable') : t('viewer:loading')}
        </div>
      ) : (
        <PictureViewer
          name={picture.name}
          url={picture.stored.url}
          size={size}
          view={view}
          shapes={shapes}
          layers={layers}
          hovered={props.hovered[model] ?? null}
          selected={props.selected[model] ?? null}
          onHover={(index) => onHover(model, index)}
          onSelect={(index) => onSelect(model, index)}
          onStage={onGeometry}
        />
      )}
    </section>
  );
}
